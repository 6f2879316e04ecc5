package sundown.local.reload;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.quarkus.bootstrap.BootstrapException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a change of the functions' source live. It compiles the changed files; when only bodies of methods changed, it
 * puts the new classes before the packaged ones, otherwise it compiles all files and packages them again, as Quarkus
 * finds beans and functions when it packages.
 */
public final class HotReload implements AutoCloseable {
    private final SourceWatch watch;
    private final Recompiler compiler;
    private final ClassFolder classes;
    private final Packager packager;
    private final Path folder;
    private final Path libraries;
    private final Consumer<List<Path>> live;
    private final Set<Path> pending = new HashSet<>();
    private Set<String> madeByQuarkus;
    private Path jar;
    private int generation;

    private HotReload(Path project, Path target, Path folder, Consumer<List<Path>> live)
            throws IOException, BootstrapException {
        this.folder = folder;
        this.libraries = target.resolve("jvm");
        this.live = live;
        if (Files.exists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        watch = new SourceWatch(project.resolve("src/main/java"));
        classes = ClassFolder.copyOf(target.resolve("classes"), folder.resolve("classes"));
        compiler = new Recompiler(project, classes.folder() + File.pathSeparator + libraries(target));
        packager = Packager.open(project, classes, folder);
        packageAnew();
    }

    private static String libraries(Path target) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(target))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Gets ready, which takes some seconds: the first packaging warms Quarkus up.
     *
     * @param project the folder of the project, built before
     * @param live is told of the class path from which functions are to run
     */
    public static HotReload of(Path project, Consumer<List<Path>> live) throws IOException, BootstrapException {
        Path target = project.resolve("target");
        return new HotReload(project, target, target.resolve("dev"), live);
    }

    /** What came of a look at the sources. */
    public sealed interface ReloadResult {
        /** Nothing has changed. */
        record Unchanged() implements ReloadResult {}

        /** The change is live with the next call of a function. */
        record Live(List<Path> files) implements ReloadResult {}

        /** The old code stays live. */
        record Broken(String errors) implements ReloadResult {}
    }

    /** Looks for changes and makes them live. */
    public ReloadResult look() throws IOException {
        if (!pending.addAll(watch.changes())) {
            return new ReloadResult.Unchanged();
        }
        List<Path> changed = List.copyOf(pending);
        return pending.stream().allMatch(Files::exists) ? compileThese(changed) : compileAll(changed);
    }

    private ReloadResult compileThese(List<Path> changed) throws IOException {
        return switch (compiler.compile(changed)) {
            case Recompiler.CompilationResult.Failed(String errors) -> new ReloadResult.Broken(errors);
            case Recompiler.CompilationResult.Compiled(Map<String, byte[]> compiled)
            when onlyBodiesChanged(compiled) -> {
                patch(compiled);
                yield live(changed);
            }
            case Recompiler.CompilationResult.Compiled ignored -> compileAll(changed);
        };
    }

    private ReloadResult compileAll(List<Path> changed) throws IOException {
        return switch (compiler.compile(watch.files())) {
            case Recompiler.CompilationResult.Failed(String errors) -> new ReloadResult.Broken(errors);
            case Recompiler.CompilationResult.Compiled(Map<String, byte[]> compiled) -> {
                classes.replace(compiled);
                packageAnew();
                yield live(changed);
            }
        };
    }

    private ReloadResult live(List<Path> changed) {
        pending.clear();
        return new ReloadResult.Live(changed);
    }

    private boolean onlyBodiesChanged(Map<String, byte[]> compiled) throws IOException {
        if (!compiled.keySet().equals(classesOf(compiled.keySet()))) {
            return false;
        }
        for (Map.Entry<String, byte[]> entry : compiled.entrySet()) {
            String name = entry.getKey();
            if (madeByQuarkus.contains(name) || !ClassShape.same(entry.getValue(), classes.read(name))) {
                return false;
            }
        }
        return true;
    }

    /** The classes so far of the files of these classes. */
    private Set<String> classesOf(Set<String> compiled) throws IOException {
        Set<String> files = compiled.stream().map(HotReload::outermost).collect(Collectors.toSet());
        return classes.names().stream()
                .filter(name -> files.contains(outermost(name)))
                .collect(Collectors.toSet());
    }

    private static String outermost(String name) {
        return name.replaceFirst("\\$.*", "");
    }

    private void patch(Map<String, byte[]> compiled) throws IOException {
        classes.write(compiled);
        Path before = patches();
        generation++;
        if (Files.exists(before)) {
            ClassFolder.copyOf(before, patches());
        }
        new ClassFolder(patches()).write(compiled);
        live.accept(List.of(patches(), jar));
    }

    /** A new name each time: processes that still run have the files before open. */
    private void packageAnew() throws IOException {
        generation++;
        jar = libraries.resolve("dev-" + generation + ".jar");
        madeByQuarkus = packager.makeJar(jar);
        live.accept(List.of(jar));
    }

    private Path patches() {
        return folder.resolve("patches-" + generation);
    }

    @Override
    public void close() throws IOException {
        packager.close();
        try (var jars = Files.newDirectoryStream(libraries, "dev-*.jar")) {
            for (Path made : jars) {
                Files.delete(made);
            }
        }
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
