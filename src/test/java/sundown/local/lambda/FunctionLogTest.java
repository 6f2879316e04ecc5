package sundown.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {
    @TempDir
    private Path folder;

    @Test
    void createsTheFolderOfItsFile() throws IOException {
        Path file = folder.resolve("local").resolve("functions.log");

        FunctionLog.appendTo(file).line("sweep", "A line");

        assertThat(file).hasContent("sweep A line");
    }

    @Test
    void keepsTheLinesThatAreThere() throws IOException {
        Path file = folder.resolve("functions.log");
        FunctionLog.appendTo(file).line("sweep", "The first");

        FunctionLog.appendTo(file).line("sweep", "The second");

        assertThat(file).hasContent("sweep The first\nsweep The second");
    }
}
