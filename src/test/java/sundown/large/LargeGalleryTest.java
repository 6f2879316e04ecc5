package sundown.large;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** A gallery of a million items starts a transfer and gets an archive's plan, in a process with little memory. */
@Tag("large")
class LargeGalleryTest {
    private static final int ITEMS = 1_000_000;
    private static final long A_SECOND = 1_000;

    @TempDir
    private Path folder;

    /** The executable may use four fifths of a function's memory, and its collector copies what lives. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void isCountedAndPlannedInHalfOfTheFunctionsHeap() throws Exception {
        int heap = memoryOf("BuildArchive") * 4 / 5 / 2;
        Map<String, Long> figures = run(heap);

        System.out.println("a gallery of a million items, in " + heap + " MB: " + figures);
        assertThat(figures)
                .containsEntry("start-transfer status", 201L)
                .containsEntry("transfer state running", 1L)
                .containsEntry("transfer items", (long) ITEMS)
                .containsEntry("count-gallery runs", 51L)
                .containsEntry("request-archive status", 201L);
        assertThat(figures.get("start-transfer ms")).isLessThan(A_SECOND);
        assertThat(figures.get("request-archive ms")).isLessThan(A_SECOND);
        assertThat(figures.get("plan volumes")).isGreaterThan(900);
    }

    private static int memoryOf(String function) throws IOException {
        Value memory =
                Template.read(Path.of("template.yaml")).resource(function).require("MemorySize");
        return Integer.parseInt(((Value.Text) memory).text());
    }

    private Map<String, Long> run(int megabytes) throws Exception {
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeGallery.class.getName(),
                        Integer.toString(ITEMS)))
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).as("the exit code").isZero();
        return Arrays.stream(Files.readString(printed).split("\n"))
                .map(line -> line.split(" = "))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> Long.valueOf(parts[1].trim())));
    }
}
