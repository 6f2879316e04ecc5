package sundown.local.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sundown.archive.zip.VolumeRenderer;
import sundown.secret.Secret;

/**
 * Makes an executable of {@link WriteOnce}. It is built for the same processors as the functions' executable is, which
 * decides whether their instructions for AES and SHA-1 are used; its other options are the usual ones there too.
 */
final class NativeRenderer {
    /** One class of each package that goes into it. */
    private static final List<Class<?>> PARTS = List.of(WriteOnce.class, VolumeRenderer.class, Secret.class);

    private NativeRenderer() {}

    /**
     * Builds it, which takes a minute.
     *
     * @param builder GraalVM's {@code native-image}
     * @param workspace where the executable goes, and its classes
     * @throws IOException when it cannot be built
     */
    static Path build(Path builder, Path workspace) throws IOException, InterruptedException {
        Path classes = workspace.resolve("classes");
        for (Class<?> part : PARTS) {
            copyPackage(part, classes);
        }
        Path executable = workspace.resolve("renderer");
        Command.of(builder.toString(), "--no-fallback", "-cp", classes.toString())
                .with(processors(System.getProperty("os.arch")))
                .with("-o", executable.toString(), WriteOnce.class.getName())
                .output();
        return executable;
    }

    /** As the profiles of {@code pom.xml} have it. */
    static Command processors(String architecture) {
        return architecture.equals("aarch64")
                ? Command.of("-H:+UnlockExperimentalVMOptions", "-H:CPUFeatures=AES", "-H:CPUFeatures=PMULL")
                        .with("-H:CPUFeatures=SHA1", "-H:CPUFeatures=SHA2")
                : Command.of("-march=native");
    }

    /** What lies beside the packages tells the builder of the functions' libraries, which are not needed here. */
    private static void copyPackage(Class<?> part, Path classes) throws IOException {
        Path name = Path.of(part.getPackageName().replace('.', '/'));
        Path copy = Files.createDirectories(classes.resolve(name));
        try (Stream<Path> files = Files.list(home(part).resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    private static Path home(Class<?> part) {
        try {
            return Path.of(
                    part.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("The place of the compiled classes is no path", impossible);
        }
    }
}
