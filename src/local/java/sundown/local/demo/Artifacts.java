package sundown.local.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import sundown.local.lambda.FunctionRuntime;

/** What the build left in its folder. */
final class Artifacts {
    private static final Path FOLDER = Path.of("target");

    private Artifacts() {}

    /** The functions as they were built, on the JVM or natively. */
    static FunctionRuntime functions(boolean nativeRuntime) throws IOException {
        return nativeRuntime
                ? new FunctionRuntime.Native(find("*-runner", "make native"))
                : FunctionRuntime.Jvm.of(find("*-runner.jar", "make"));
    }

    private static Path find(String pattern, String command) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(FOLDER, pattern)) {
            Iterator<Path> files = found.iterator();
            if (!files.hasNext()) {
                throw new IOException("There is no " + FOLDER.resolve(pattern) + "; run " + command + " first.");
            }
            return files.next().toAbsolutePath();
        }
    }
}
