package sundown.local.demo.cloud;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import sundown.local.lambda.FunctionRuntime;

/** What the builds left in their folders. */
public final class Artifacts {
    private static final Path JVM = Path.of("target", "jvm");
    private static final Path NATIVE = Path.of("target", "native");

    private Artifacts() {}

    /**
     * The functions as they were built, on the JVM or natively.
     *
     * @throws IOException with a sentence for the user when they were not built
     */
    public static FunctionRuntime functions(boolean nativeRuntime) throws IOException {
        return nativeRuntime
                ? new FunctionRuntime.Native(find(NATIVE, "*-runner", "make native"))
                : FunctionRuntime.Jvm.of(find(JVM, "*-runner.jar", "make test"));
    }

    private static Path find(Path folder, String pattern, String command) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
                Iterator<Path> files = found.iterator();
                if (files.hasNext()) {
                    return files.next().toAbsolutePath();
                }
            }
        }
        throw new IOException("There is no " + folder.resolve(pattern) + "; run " + command + " first.");
    }
}
