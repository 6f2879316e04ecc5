package sundown.local.reload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java compiler in this process, where it stays warm. It checks less than the build, which runs Error Prone. */
final class Recompiler {
    private static final int MOST_ERRORS = 10;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path root;
    private final String classPath;

    /**
     * Prepares the compiler.
     *
     * @param root the folder to which the paths in messages are relative
     */
    Recompiler(Path root, String classPath) {
        this.root = root;
        this.classPath = classPath;
    }

    /** What came of a compilation. */
    sealed interface CompilationResult {
        /** The classes by their binary names with slashes. */
        record Compiled(Map<String, byte[]> classes) implements CompilationResult {}

        /** The errors, for people. */
        record Failed(String errors) implements CompilationResult {}
    }

    /** Compiles files; the classes of other files come from the class path. */
    CompilationResult compile(Collection<Path> files) throws IOException {
        DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        try (StandardJavaFileManager system = compiler.getStandardFileManager(findings, null, StandardCharsets.UTF_8);
                Memory memory = new Memory(system)) {
            List<String> options =
                    List.of("-parameters", "-proc:none", "-nowarn", "-g", "-implicit:none", "-cp", classPath);
            boolean compiled = compiler.getTask(
                            null, memory, findings, options, null, system.getJavaFileObjectsFromPaths(files))
                    .call();
            return compiled
                    ? new CompilationResult.Compiled(memory.classes())
                    : new CompilationResult.Failed(errors(findings));
        }
    }

    private String errors(DiagnosticCollector<JavaFileObject> findings) {
        List<Diagnostic<? extends JavaFileObject>> errors = findings.getDiagnostics().stream()
                .filter(finding -> finding.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        String first = errors.stream()
                .limit(MOST_ERRORS)
                .map(error -> error.toString().replace(root + "/", "").indent(2))
                .collect(Collectors.joining());
        return errors.size() > MOST_ERRORS
                ? String.format(Locale.ROOT, "%s  ... and %d more%n", first, errors.size() - MOST_ERRORS)
                : first;
    }

    /** Keeps the classes in memory, so that a compilation that fails leaves nothing behind. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(JavaFileManager system) {
            super(system);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            String path = name.replace('.', '/');
            return new SimpleJavaFileObject(URI.create("memory:///" + path + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(path, ignored -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
