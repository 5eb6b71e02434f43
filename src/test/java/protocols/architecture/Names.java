package protocols.architecture;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says where types break the rules of the house for names and shapes: one line for each place, the type first. */
final class Names {
    private static final Set<Class<?>> MAYBE =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private static final Set<Type> NUMBERS = Set.of(Integer.class, Long.class, Double.class);

    /** How the names of starts begin; {@code decode} is the {@code parse} of bytes. */
    private static final Set<String> STARTS =
            Set.of("at", "of", "from", "parse", "read", "decode", "system", "iana", "empty");

    /** The hard keywords of Kotlin that are none of Java, and those that are both. */
    private static final Set<String> KOTLIN = Set.of(
            "as",
            "break",
            "class",
            "continue",
            "do",
            "else",
            "false",
            "for",
            "fun",
            "if",
            "in",
            "interface",
            "is",
            "null",
            "object",
            "package",
            "return",
            "super",
            "this",
            "throw",
            "true",
            "try",
            "typealias",
            "typeof",
            "val",
            "var",
            "when",
            "while");

    private Names() {}

    /** Statics that are named like an instance method: on an instance they compile too, and forget what it held. */
    static List<String> doubles(List<Class<?>> types) {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : types) {
            Map<String, Boolean> seen = new HashMap<>();
            for (Method method : all(type)) {
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                Boolean before = seen.putIfAbsent(method.getName(), isStatic);
                if (before != null && before != isStatic) {
                    found.add(name(type) + ": " + method.getName() + " is a static and an instance method");
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * Statics of a type with withers that give another of it, and are named neither like a start nor in a type that the list
     * has as put together from statics: what one would say to an instance loses what the instance held.
     */
    static List<String> starts(List<Class<?>> types, Set<String> together) {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : types) {
            Map<Boolean, List<String>> makers = all(type).stream()
                    .filter(method -> method.getReturnType() == type)
                    .collect(Collectors.partitioningBy(
                            method -> Modifier.isStatic(method.getModifiers()),
                            Collectors.mapping(Method::getName, Collectors.toList())));
            if (!makers.get(false).isEmpty() && !type.isEnum() && !together.contains(name(type))) {
                makers.get(true).stream()
                        .filter(start -> STARTS.stream().noneMatch(start::startsWith))
                        .forEach(start -> found.add(name(type) + ": " + start + " is no name of a start"));
            }
        }
        return List.copyOf(found);
    }

    /** Records that the list has not, and what the list has that is no record. */
    static List<String> records(List<Class<?>> types, Set<String> listed) {
        return compared(types, Class::isRecord, listed, "record");
    }

    /** Interfaces that the list has not, and what the list has that is none; a sealed one cannot be implemented. */
    static List<String> interfaces(List<Class<?>> types, Set<String> listed) {
        return compared(
                types, type -> type.isInterface() && !type.isAnnotation() && !type.isSealed(), listed, "interface");
    }

    private static List<String> compared(
            List<Class<?>> types, Predicate<Class<?>> kind, Set<String> listed, String what) {
        Set<String> actual = types.stream().filter(kind).map(Names::name).collect(Collectors.toSet());
        Set<String> found = new TreeSet<>();
        actual.stream()
                .filter(type -> !listed.contains(type))
                .forEach(type -> found.add(type + ": is not listed as " + what));
        listed.stream()
                .filter(type -> !actual.contains(type))
                .forEach(type -> found.add(type + ": is listed, but is no public " + what));
        return List.copyOf(found);
    }

    /** Function types in what waits: none of them can throw an IOException. */
    static List<String> functions(List<Class<?>> types) {
        Set<String> found = new TreeSet<>();
        for (Executable call : calls(types)) {
            boolean waits = Arrays.stream(call.getExceptionTypes()).anyMatch(IOException.class::isAssignableFrom);
            for (Class<?> parameter : call.getParameterTypes()) {
                if (waits && parameter.getPackageName().equals("java.util.function")) {
                    found.add(place(call) + " waits and takes a " + parameter.getSimpleName());
                }
            }
        }
        return List.copyOf(found);
    }

    /** Parameters that may be empty; what a record that is listed may lack, its constructor cannot but take so. */
    static List<String> maybes(List<Class<?>> types) {
        Set<String> found = new TreeSet<>();
        for (Executable call : calls(types)) {
            boolean ofRecord =
                    !(call instanceof Method) && call.getDeclaringClass().isRecord();
            if (!ofRecord && Arrays.stream(call.getParameterTypes()).anyMatch(MAYBE::contains)) {
                found.add(place(call) + " takes an Optional");
            }
        }
        return List.copyOf(found);
    }

    /** Optional numbers that are objects, anywhere in a signature. */
    static List<String> boxes(List<Class<?>> types) {
        Set<String> found = new TreeSet<>();
        for (Executable call : calls(types)) {
            Stream<Type> result =
                    call instanceof Method method ? Stream.of(method.getGenericReturnType()) : Stream.of();
            Stream.concat(result, Arrays.stream(call.getGenericParameterTypes()))
                    .filter(Names::isBoxed)
                    .forEach(type -> found.add(place(call) + " has an optional number in a box"));
        }
        for (Class<?> type : types) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers()) && isBoxed(field.getGenericType())) {
                    found.add(name(type) + ": " + field.getName() + " has an optional number in a box");
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean isBoxed(Type type) {
        if (type instanceof ParameterizedType generic) {
            List<Type> arguments = List.of(generic.getActualTypeArguments());
            return generic.getRawType() == Optional.class && NUMBERS.contains(arguments.get(0))
                    || arguments.stream().anyMatch(Names::isBoxed);
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
                    .flatMap(Arrays::stream)
                    .anyMatch(Names::isBoxed);
        }
        return type instanceof GenericArrayType array && isBoxed(array.getGenericComponentType());
    }

    /** Top-level types that have the simple name of another. */
    static List<String> twins(List<Class<?>> types) {
        Map<String, List<String>> byName = types.stream()
                .filter(type -> type.getEnclosingClass() == null)
                .collect(Collectors.groupingBy(
                        Class::getSimpleName, Collectors.mapping(Class::getPackageName, Collectors.toList())));
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " stands in "
                        + entry.getValue().stream().sorted().collect(Collectors.joining(" and in ")))
                .sorted()
                .toList();
    }

    /** Methods that Kotlin can call in backquotes alone. */
    static List<String> keywords(List<Class<?>> types) {
        Set<String> found = new TreeSet<>();
        for (Executable call : calls(types)) {
            if (KOTLIN.contains(call.getName())) {
                found.add(place(call) + " is a word of Kotlin");
            }
        }
        return List.copyOf(found);
    }

    /** Public constructors and methods, those included that come from a type that nobody can name. */
    private static List<Executable> calls(List<Class<?>> types) {
        return types.stream()
                .flatMap(type -> Stream.<Executable>concat(Stream.of(type.getConstructors()), all(type).stream()))
                .distinct()
                .toList();
    }

    /** The public methods of a type and of all that it is; statics of interfaces are not inherited. */
    private static List<Method> all(Class<?> type) {
        Set<Class<?>> open = new LinkedHashSet<>(List.of(type));
        List<Method> found = new ArrayList<>();
        while (!open.isEmpty()) {
            Class<?> next = open.iterator().next();
            open.remove(next);
            boolean inherited = next != type && next.isInterface();
            Arrays.stream(next.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                    .filter(method -> !inherited || !Modifier.isStatic(method.getModifiers()))
                    .forEach(found::add);
            Stream.concat(Stream.ofNullable(next.getSuperclass()), Stream.of(next.getInterfaces()))
                    .filter(Names::isOurs)
                    .forEach(open::add);
        }
        return found;
    }

    private static boolean isOurs(Class<?> type) {
        String room = type.getPackageName();
        return room.equals("protocols") || room.startsWith("protocols.");
    }

    private static String place(Executable call) {
        String parameters = Arrays.stream(call.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        boolean constructor = !(call instanceof Method);
        return name(call.getDeclaringClass()) + ": " + (constructor ? "new" : call.getName()) + parameters;
    }

    private static String name(Class<?> type) {
        return type.getName().replace('$', '.');
    }
}
