package protocols.architecture;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What users of a module can name: one line for each public or protected type, constructor, method, field and record
 * component of the packages that it exports to everyone.
 *
 * <p>Public methods that a shown type inherits from a hidden one are its own to a user, so they are listed with it. The
 * static {@code friend()} of a room gives a type that is exported to the implementation alone: it is no part of this, and
 * neither is what is protected in a class that nobody can extend, or takes or gives such a type.
 */
final class ApiSurface {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
    private static final String FRIENDS = "protocols.spi";

    private final Set<String> exported;
    private final Set<String> lines = new TreeSet<>();
    private final Set<String> hidden = new TreeSet<>();

    private ApiSurface(Set<String> exported) {
        this.exported = exported;
    }

    /** The surface of a module whose classes are also on the class path. */
    static ApiSurface of(Path module) throws IOException, ClassNotFoundException {
        ApiSurface surface = new ApiSurface(exported(module));
        for (Class<?> type : all(module)) {
            surface.add(type);
        }
        return surface;
    }

    /** The types of a module that a user can name. */
    static List<Class<?>> types(Path module) throws IOException, ClassNotFoundException {
        ApiSurface surface = new ApiSurface(exported(module));
        List<Class<?>> types = new ArrayList<>(all(module));
        types.removeIf(type -> !surface.isNameable(type));
        return types;
    }

    private static List<Class<?>> all(Path module) throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        Path classes = Checkout.classes(module);
        for (Path file : Checkout.files(classes, ".class")) {
            String name =
                    classes.relativize(file).toString().replace(".class", "").replace('/', '.');
            if (name.contains(".") && !name.endsWith("package-info")) {
                types.add(Class.forName(name, false, ApiSurface.class.getClassLoader()));
            }
        }
        return types;
    }

    /** The surface of some types, as if their packages were exported. */
    static ApiSurface of(Class<?>... types) {
        ApiSurface surface =
                new ApiSurface(Arrays.stream(types).map(Class::getPackageName).collect(Collectors.toUnmodifiableSet()));
        for (Class<?> type : types) {
            surface.add(type);
        }
        return surface;
    }

    /** The lines, sorted. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The types that stand in a signature although no user can name them. */
    List<String> hidden() {
        return List.copyOf(hidden);
    }

    private void add(Class<?> type) {
        if (!isNameable(type)) {
            return;
        }
        lines.add(name(type) + "  " + declaration(type));
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                lines.add(name(type) + "  component " + component.getName() + ": " + spell(component.getGenericType()));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            member(type, constructor, () -> "constructor " + parameters(constructor) + thrown(constructor));
        }
        for (Field field : type.getDeclaredFields()) {
            String kind = field.isEnumConstant() ? "constant " : "field " + modifiers(field);
            member(type, field, () -> kind + field.getName() + ": " + spell(field.getGenericType()));
        }
        for (Class<?> from : withHiddenAncestors(type)) {
            for (Method method : from.getDeclaredMethods()) {
                if (!OF_EVERY_OBJECT.contains(method.getName()) && !isForTheImplementation(method)) {
                    member(type, method, () -> method(method));
                }
            }
        }
    }

    private static boolean isForTheImplementation(Method method) {
        return Modifier.isStatic(method.getModifiers())
                && method.getName().equals("friend")
                && method.getReturnType().getPackageName().equals(FRIENDS);
    }

    private static boolean isForHeirs(Class<?> type, Member member) {
        if (!Modifier.isProtected(member.getModifiers())) {
            return true;
        }
        Stream<Class<?>> named = member instanceof Executable executable
                ? Stream.concat(
                        Arrays.stream(executable.getParameterTypes()),
                        Stream.of(executable instanceof Method method ? method.getReturnType() : void.class))
                : Stream.of();
        return !Modifier.isFinal(type.getModifiers())
                && named.noneMatch(one -> one.getPackageName().equals(FRIENDS));
    }

    private void member(Class<?> type, Member member, Supplier<String> line) {
        if (!member.isSynthetic() && isShown(member.getModifiers()) && isForHeirs(type, member)) {
            lines.add(name(type) + "  " + line.get());
        }
    }

    private String method(Method method) {
        return "method " + modifiers(method) + variables(method.getTypeParameters(), " ") + method.getName()
                + parameters(method) + ": " + spell(method.getGenericReturnType()) + thrown(method);
    }

    private String declaration(Class<?> type) {
        String kind = type.isAnnotation()
                ? "annotation"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        int shown = type.getModifiers() & (Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT);
        int plain = type.isInterface() ? shown & ~Modifier.ABSTRACT : shown;
        String sealed = type.isSealed() ? "sealed " : "";
        Stream<Type> above =
                Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()));
        String supers = above.filter(t -> !(t instanceof Class<?> c && isHiddenOrObject(c)))
                .map(this::spell)
                .collect(Collectors.joining(", "));
        return words(plain)
                + sealed
                + kind
                + variables(type.getTypeParameters(), "")
                + (supers.isEmpty() ? "" : " is " + supers);
    }

    private boolean isHiddenOrObject(Class<?> type) {
        return type == Object.class || type == Record.class || isOurs(type) && !isNameable(type);
    }

    private List<Class<?>> withHiddenAncestors(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>(List.of(type));
        List<Class<?>> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            Class<?> next = open.remove(open.size() - 1);
            Stream.concat(Stream.ofNullable(next.getSuperclass()), Stream.of(next.getInterfaces()))
                    .filter(above -> isOurs(above) && !isNameable(above) && found.add(above))
                    .forEach(open::add);
        }
        return List.copyOf(found);
    }

    private String parameters(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                .map(this::spell)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String thrown(Executable executable) {
        String all = Arrays.stream(executable.getGenericExceptionTypes())
                .map(this::spell)
                .sorted()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " throws " + all;
    }

    private String variables(TypeVariable<?>[] variables, String after) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(v -> v.getName() + bounds(v))
                .collect(Collectors.joining(", ", "<", ">" + after));
    }

    private String bounds(TypeVariable<?> variable) {
        String all = Arrays.stream(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .map(this::spell)
                .collect(Collectors.joining(" & "));
        return all.isEmpty() ? "" : " extends " + all;
    }

    private String spell(Type type) {
        note(type);
        return type.getTypeName().replace('$', '.');
    }

    private void note(Type type) {
        if (type instanceof Class<?> raw) {
            Class<?> element = raw;
            while (element.isArray()) {
                element = element.getComponentType();
            }
            if (isOurs(element) && !isNameable(element)) {
                hidden.add(name(element));
            }
        } else if (type instanceof ParameterizedType generic) {
            note(generic.getRawType());
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::note);
        } else if (type instanceof GenericArrayType array) {
            note(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
                    .flatMap(Arrays::stream)
                    .forEach(this::note);
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackageName().equals("protocols")
                || type.getPackageName().startsWith("protocols.");
    }

    private boolean isNameable(Class<?> type) {
        boolean shown = exported.contains(type.getPackageName()) && isShown(type.getModifiers()) && !type.isSynthetic();
        Class<?> outer = type.getEnclosingClass();
        return shown && (outer == null || isNameable(outer));
    }

    private static boolean isShown(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String modifiers(Member member) {
        boolean inInterface = member.getDeclaringClass().isInterface();
        int shown = member.getModifiers() & (Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT);
        boolean byDefault = inInterface && member instanceof Method method && method.isDefault();
        return words(shown) + (byDefault ? "default " : "");
    }

    private static String words(int modifiers) {
        return modifiers == 0 ? "" : Modifier.toString(modifiers) + " ";
    }

    private static String name(Class<?> type) {
        return type.getName().replace('$', '.');
    }

    private static Set<String> exported(Path module) throws IOException {
        return Checkout.descriptor(module).exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toUnmodifiableSet());
    }
}
