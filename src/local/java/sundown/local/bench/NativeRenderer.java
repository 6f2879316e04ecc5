package sundown.local.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sundown.archive.zip.ZipWriter;
import sundown.digest.Sha1;
import sundown.secret.Secret;

/**
 * Makes an executable of {@link WriteOnce}, for this machine's processor alone or for those of Lambda. The choice
 * decides whether the processor's instructions for AES and SHA-1 are used. The other options are those of the
 * functions.
 */
final class NativeRenderer {
    /** One class of each package that goes into it. */
    private static final List<Class<?>> PARTS = List.of(WriteOnce.class, ZipWriter.class, Sha1.class, Secret.class);

    private NativeRenderer() {}

    /**
     * Builds it, which takes a minute.
     *
     * @param builder GraalVM's {@code native-image}
     * @param executable where it goes, with its classes beside it
     * @throws IOException when it cannot be built
     */
    static void build(Path builder, List<String> processors, Path executable) throws IOException, InterruptedException {
        Path classes = executable.resolveSibling(executable.getFileName() + "-classes");
        for (Class<?> part : PARTS) {
            copyPackage(part, classes);
        }
        Command.of(builder.toString(), "--no-fallback", "-cp", classes.toString())
                .with(processors.toArray(String[]::new))
                .with("-o", executable.toString(), WriteOnce.class.getName())
                .output();
    }

    /** Every processor of an architecture that Lambda has, as the profiles of {@code pom.xml} have it. */
    static List<String> processorsOfLambda(String architecture) {
        return architecture.equals("aarch64")
                ? List.of(
                        "-march=armv8.1-a",
                        "-H:+UnlockExperimentalVMOptions",
                        "-H:CPUFeatures=AES",
                        "-H:CPUFeatures=PMULL",
                        "-H:CPUFeatures=SHA1",
                        "-H:CPUFeatures=SHA2")
                : List.of("-march=haswell");
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
