package protocols.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads sources with the JDK's own parser and says where they break the sizes and the words of the house. */
final class HouseStyle {
    static final int FILE_LINES = 400;
    static final int METHOD_LINES = 40;
    static final int PARAMETERS = 4;

    /** A file that needs more room says why on a line of its own: {@code // House size: one line a record type}. */
    static final String MARKER = "// House size: ";

    private static final int SHORTEST_REASON = 15;
    private static final Set<String> EMPTY_NAMES = Set.of("Manager", "Util", "Utils", "Helper", "Abstract");

    private final List<String> found = new ArrayList<>();
    private final boolean wantsDocs;

    private HouseStyle(boolean wantsDocs) {
        this.wantsDocs = wantsDocs;
    }

    /** One line for each place that breaks the sizes or the words of the house. */
    static List<String> sizes(List<Path> files) throws IOException {
        return new HouseStyle(false).read(files);
    }

    /** One line for each public type or method of the files that has no Javadoc. */
    static List<String> undocumented(List<Path> files) throws IOException {
        return new HouseStyle(true).read(files);
    }

    private List<String> read(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                unit(unit, docs);
            }
        }
        return found;
    }

    private void unit(CompilationUnitTree unit, DocTrees docs) throws IOException {
        List<String> lines =
                unit.getSourceFile().getCharContent(true).toString().lines().toList();
        if (wantsDocs) {
            new Docs(unit, docs).scan(unit, null);
        } else {
            boolean excused = lines.stream().anyMatch(HouseStyle::isExcuse);
            if (!excused && lines.size() > FILE_LINES) {
                found.add(name(unit) + ": a file of " + lines.size() + " lines, more than " + FILE_LINES);
            }
            new Sizes(unit, docs, excused).scan(unit, null);
        }
    }

    private static boolean isExcuse(String line) {
        String text = line.strip();
        return text.startsWith(MARKER) && text.length() >= MARKER.length() + SHORTEST_REASON;
    }

    private static String name(CompilationUnitTree unit) {
        return Path.of(unit.getSourceFile().getName()).getFileName().toString();
    }

    /** Lengths, numbers of parameters, names. */
    private final class Sizes extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final boolean excused;

        Sizes(CompilationUnitTree unit, DocTrees trees, boolean excused) {
            this.unit = unit;
            this.trees = trees;
            this.excused = excused;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            String name = type.getSimpleName().toString();
            if (Stream.of(name.split("(?=[A-Z])")).anyMatch(EMPTY_NAMES::contains)) {
                found.add(name(unit) + ": " + name + " says nothing; use the field's own term");
            }
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            long lines = lines(method);
            if (!excused && lines > METHOD_LINES) {
                found.add(name(unit) + ": " + method.getName() + " of " + lines + " lines, more than " + METHOD_LINES);
            }
            int parameters = method.getParameters().size();
            boolean constructor = method.getReturnType() == null;
            if (!excused && !constructor && parameters > PARAMETERS) {
                found.add(name(unit) + ": " + method.getName() + " takes " + parameters + ", more than " + PARAMETERS);
            }
            return super.visitMethod(method, none);
        }

        private long lines(Tree tree) {
            LineMap map = unit.getLineMap();
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            long end = trees.getSourcePositions().getEndPosition(unit, tree);
            return map.getLineNumber(end) - map.getLineNumber(start) + 1;
        }
    }

    /** Public types and methods without a comment; what overrides is described where it comes from. */
    private final class Docs extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final DocTrees docs;

        Docs(CompilationUnitTree unit, DocTrees docs) {
            this.unit = unit;
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (!isShown(type.getModifiers(), getCurrentPath().getParentPath().getLeaf())) {
                return null;
            }
            if (docs.getDocComment(getCurrentPath()) == null) {
                found.add(name(unit) + ": " + type.getSimpleName() + " has no Javadoc");
            }
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            boolean constructor = method.getReturnType() == null;
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            boolean shown = isShown(
                    method.getModifiers(), getCurrentPath().getParentPath().getLeaf());
            if (shown && !constructor && !overrides && docs.getDocComment(getCurrentPath()) == null) {
                found.add(name(unit) + ": " + method.getName() + " has no Javadoc");
            }
            return null;
        }

        private static boolean isShown(ModifiersTree modifiers, Tree parent) {
            boolean inInterface = parent.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }
    }
}
