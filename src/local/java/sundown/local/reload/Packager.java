package sundown.local.reload;

import io.quarkus.bootstrap.BootstrapException;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;

/** Quarkus's build in this process, where it stays warm: makes a runner jar of a folder of classes. */
final class Packager implements AutoCloseable {
    /** The build's last step: the jar alone, without the deployment package, which takes longer than all the rest. */
    private static final String RUNNER_JAR = "io.quarkus.deployment.pkg.builditem.JarBuildItem";

    private static final String NAME = "functions";
    private static final String FOLDER = "package";

    private static final Logger QUARKUS = Logger.getLogger("io.quarkus");

    private final CuratedApplication application;
    private final ClassFolder classes;
    private final Path target;

    private Packager(CuratedApplication application, ClassFolder classes, Path target) {
        this.application = application;
        this.classes = classes;
        this.target = target;
    }

    /**
     * Reads the project; takes some seconds.
     *
     * @param target the folder in which Quarkus works
     */
    static Packager open(Path project, ClassFolder classes, Path target) throws BootstrapException, IOException {
        QUARKUS.setLevel(Level.WARNING);
        Files.createDirectories(target.resolve(FOLDER));
        Properties properties = new Properties();
        properties.setProperty("quarkus.package.output-directory", FOLDER);
        CuratedApplication application = QuarkusBootstrap.builder()
                .setApplicationRoot(classes.folder())
                .setProjectRoot(project)
                .setTargetDirectory(target)
                .setBaseName(NAME)
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setLocalProjectDiscovery(true)
                .setOffline(true)
                .setBuildSystemProperties(properties)
                .setIsolateDeployment(true)
                .build()
                .bootstrap();
        return new Packager(application, classes, target);
    }

    /**
     * Packages the classes as they are now.
     *
     * @param jar where the runner jar goes; its libraries must be in the folder {@code lib} beside it
     * @return the classes that Quarkus changed on the way, by their binary names with slashes
     */
    Set<String> makeJar(Path jar) throws IOException {
        application.createAugmentor().performCustomBuild(Ignored.class.getName(), null, RUNNER_JAR);
        Files.copy(target.resolve(FOLDER).resolve(NAME + "-runner.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
        return changedIn(jar);
    }

    private Set<String> changedIn(Path path) throws IOException {
        Set<String> changed = new HashSet<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (String name : classes.names()) {
                ZipEntry entry = jar.getEntry(name + ".class");
                if (entry == null || !Arrays.equals(read(jar, entry), classes.read(name))) {
                    changed.add(name);
                }
            }
        }
        return changed;
    }

    private static byte[] read(JarFile jar, ZipEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }

    @Override
    public void close() {
        application.close();
    }

    /** Quarkus requires a consumer for the result of a build; only the jar is needed. */
    public static final class Ignored implements BiConsumer<Object, Object> {
        @Override
        public void accept(Object context, Object result) {}
    }
}
