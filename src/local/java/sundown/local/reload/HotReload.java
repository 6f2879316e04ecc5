package sundown.local.reload;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.quarkus.bootstrap.BootstrapException;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes a change of the functions' source live: compiles all files and packages them again, in this process, where the
 * compiler and Quarkus's build stay warm. It checks less than the build, which runs Error Prone.
 */
public final class HotReload implements AutoCloseable {
    /** The build's last step: the jar alone, without the deployment package, which takes longer than all the rest. */
    private static final String RUNNER_JAR = "io.quarkus.deployment.pkg.builditem.JarBuildItem";

    private static final String NAME = "functions";
    private static final String PACKAGE = "package";
    private static final String ERRORS_MAX = "10";

    /** In a field, because the log manager forgets an unreferenced logger and its level. */
    private static final Logger QUARKUS = Logger.getLogger("io.quarkus");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path project;
    private final Path target;
    private final Path folder;
    private final Path classes;
    private final CuratedApplication application;
    private final Consumer<Path> live;
    private Map<Path, FileTime> known;
    private int generation;

    /**
     * Gets ready, which takes some seconds: the first compilation and packaging warm the compiler and Quarkus up.
     *
     * @param project the folder of the project, built before
     * @param live is told of the jar from which functions are to run
     */
    public HotReload(Path project, Consumer<Path> live) throws IOException, BootstrapException {
        this.project = project;
        this.live = live;
        target = project.resolve("target");
        folder = emptied(target.resolve("dev"));
        classes = folder.resolve("classes");
        known = sources();
        compile(known.keySet()).ifPresent(errors -> {
            throw new IllegalStateException("The functions do not compile:\n" + errors);
        });
        application = bootstrap();
        packageAnew();
    }

    private CuratedApplication bootstrap() throws IOException, BootstrapException {
        QUARKUS.setLevel(Level.WARNING);
        Files.createDirectories(folder.resolve(PACKAGE));
        Properties properties = new Properties();
        properties.setProperty("quarkus.package.output-directory", PACKAGE);
        return QuarkusBootstrap.builder()
                .setApplicationRoot(classes)
                .setProjectRoot(project)
                .setTargetDirectory(folder)
                .setBaseName(NAME)
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setLocalProjectDiscovery(true)
                .setOffline(true)
                .setBuildSystemProperties(properties)
                .setIsolateDeployment(true)
                .build()
                .bootstrap();
    }

    /** What came of a look at the sources. */
    public sealed interface ReloadResult {
        record Unchanged() implements ReloadResult {}

        /** The change is live with the next call of a function. */
        record Live(Set<Path> files) implements ReloadResult {}

        record Broken(String errors) implements ReloadResult {}
    }

    public ReloadResult look() throws IOException {
        Map<Path, FileTime> now = sources();
        Set<Path> changed = new HashSet<>(known.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(file -> now.containsKey(file) && now.get(file).equals(known.get(file)));
        if (changed.isEmpty()) {
            return new ReloadResult.Unchanged();
        }
        known = now;
        Optional<String> errors = compile(now.keySet());
        if (errors.isPresent()) {
            return new ReloadResult.Broken(errors.get());
        }
        packageAnew();
        return new ReloadResult.Live(changed);
    }

    /** Polling takes milliseconds and misses no new folder. */
    private Map<Path, FileTime> sources() throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        try (Stream<Path> found = Files.walk(project.resolve("src/main/java"))) {
            for (Path file : found.filter(each -> each.toString().endsWith(".java"))
                    .filter(Files::exists)
                    .toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    /** Compiles in a folder of its own, so that a compilation that fails changes nothing; returns the errors. */
    private Optional<String> compile(Collection<Path> files) throws IOException {
        Path compiled = emptied(folder.resolve("compiled"));
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "-parameters",
                "-proc:none",
                "-nowarn",
                "-g",
                "-Xmaxerrs",
                ERRORS_MAX,
                "-cp",
                libraries(),
                "-d",
                compiled.toString());
        try (StandardJavaFileManager system = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            if (!compiler.getTask(errors, system, null, options, null, system.getJavaFileObjectsFromPaths(files))
                    .call()) {
                return Optional.of(errors.toString().replace(project + "/", ""));
            }
        }
        emptied(classes);
        copy(target.resolve("classes"), file -> !file.toString().endsWith(".class"));
        copy(compiled, _ -> true);
        return Optional.empty();
    }

    private String libraries() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(target))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void copy(Path from, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path file : found.filter(Files::isRegularFile).filter(wanted).toList()) {
                Path copy = classes.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** A new name each time: processes that still run have the jar before open. Its libraries lie beside it. */
    private void packageAnew() throws IOException {
        application.createAugmentor().performCustomBuild(Ignored.class.getName(), null, RUNNER_JAR);
        generation++;
        Path jar = target.resolve("jvm").resolve("dev-" + generation + ".jar");
        Files.deleteIfExists(jar);
        Files.copy(folder.resolve(PACKAGE).resolve(NAME + "-runner.jar"), jar);
        live.accept(jar);
    }

    /** Quarkus requires a consumer for the result of a build; only the jar is needed. */
    public static final class Ignored implements BiConsumer<Object, Object> {
        @Override
        public void accept(Object context, Object result) {}
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        return Files.createDirectories(folder);
    }

    @Override
    public void close() throws IOException {
        application.close();
        try (var jars = Files.newDirectoryStream(target.resolve("jvm"), "dev-*.jar")) {
            for (Path made : jars) {
                Files.delete(made);
            }
        }
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
