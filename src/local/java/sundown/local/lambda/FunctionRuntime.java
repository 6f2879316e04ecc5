package sundown.local.lambda;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** What runs the functions' code. */
public sealed interface FunctionRuntime {

    List<String> command(int memoryMegabytes);

    /** What the runtime itself adds to the function's environment. */
    Map<String, String> environment();

    /**
     * A Java virtual machine with the packaged functions, tuned to start fast, as Lambda's own is.
     *
     * @param handler the class that takes the events, a
     *     {@link com.amazonaws.services.lambda.runtime.RequestStreamHandler}
     * @param cache the options for the cache of {@link AotCache}; none without one
     */
    record Jvm(Path java, List<Path> classpath, String handler, List<String> cache) implements FunctionRuntime {
        private static final String FUNQY_HANDLER = "io.quarkus.funqy.lambda.FunqyStreamHandler";

        public Jvm(Path java, List<Path> classpath, String handler) {
            this(java, classpath, handler, List.of());
        }

        /**
         * The Funqy functions in a runner jar, with its libraries in its manifest, on the same Java as this process.
         */
        public static Jvm of(Path runnerJar) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            return new Jvm(java, List.of(requireFile(runnerJar)), FUNQY_HANDLER);
        }

        @Override
        public List<String> command(int memoryMegabytes) {
            List<String> command = new ArrayList<>(List.of(java.toString()));
            command.addAll(cache);
            command.addAll(List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx" + heapMegabytes(memoryMegabytes) + "m",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-cp",
                    classpathWithLoop(),
                    FunctionProcess.class.getName()));
            return command;
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("_HANDLER", handler);
        }

        private String classpathWithLoop() {
            String given = classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            return cache.isEmpty() ? given + File.pathSeparator + loopClasses() : given;
        }

        private static Path loopClasses() {
            try {
                return Path.of(FunctionProcess.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException("The place of the local cloud's classes is no path", e);
            }
        }
    }

    /** A native executable that polls the runtime API by itself. */
    record Native(Path executable) implements FunctionRuntime {
        public Native {
            requireFile(executable);
        }

        @Override
        public List<String> command(int memoryMegabytes) {
            return List.of(executable.toAbsolutePath().toString(), "-Xmx" + heapMegabytes(memoryMegabytes) + "m");
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("_HANDLER", "bootstrap");
        }
    }

    /** One that is replaced while the cloud runs, when the functions' code has changed. */
    record Replaceable(AtomicReference<FunctionRuntime> current) implements FunctionRuntime {
        @Override
        public List<String> command(int memoryMegabytes) {
            return current.get().command(memoryMegabytes);
        }

        @Override
        public Map<String, String> environment() {
            return current.get().environment();
        }
    }

    private static Path requireFile(Path program) {
        if (!Files.isRegularFile(program)) {
            throw new IllegalArgumentException("There are no functions at " + program + ": build them first");
        }
        return program;
    }

    /** Four fifths of the memory, which is what a native executable takes by itself inside Lambda's limit. */
    private static int heapMegabytes(int memoryMegabytes) {
        return memoryMegabytes * 4 / 5;
    }
}
