package protocols.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what stands in a user's way: public methods of the api that the implementation calls, and no program does. */
final class EngineOnly {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
    private static final Set<String> HIDDEN = Set.of("protocols.spi", "protocols.json", "protocols.net.idn");

    private EngineOnly() {}

    /**
     * One line for each such method.
     *
     * @param excused types whose members are public for a reason of their own: records that a standard fixed, and
     *     interfaces that users implement
     */
    static Set<String> methods(JavaClasses engine, JavaClasses programs, Set<String> excused) {
        Set<String> found = called(engine, excused);
        found.removeAll(called(programs, Set.of()));
        return found;
    }

    private static Set<String> called(JavaClasses callers, Set<String> excused) {
        Set<String> found = new TreeSet<>();
        for (JavaClass caller : callers) {
            for (JavaAccess<?> access : caller.getAccessesFromSelf()) {
                if (access.getTarget() instanceof CodeUnitAccessTarget target) {
                    target.resolveMember()
                            .map(member -> (JavaCodeUnit) member)
                            .flatMap(EngineOnly::publicName)
                            .filter(name -> !excused.contains(name.substring(0, name.indexOf('#'))))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<String> publicName(JavaCodeUnit member) {
        JavaClass owner = member.getOwner();
        boolean isApi = owner.getPackageName().startsWith("protocols")
                && !owner.getPackageName().startsWith("protocols.internal")
                && !owner.getPackageName().startsWith("protocols.examples")
                && !HIDDEN.contains(owner.getPackageName());
        boolean isShown = isPublic(owner)
                && member.getModifiers().contains(JavaModifier.PUBLIC)
                && !OF_EVERY_OBJECT.contains(member.getName());
        if (!isApi || !isShown) {
            return Optional.empty();
        }
        String parameters = member.getRawParameterTypes().stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        String name = member.getName().equals("<init>") ? "new" : member.getName();
        return Optional.of(owner.getName().replace('$', '.') + "#" + name + parameters);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(EngineOnly::isPublic).orElse(true);
    }
}
