package sundown.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.bench.BenchPurge.PurgeBenchSettings;

@Tag("instruments")
class BenchPurgeTest {
    @TempDir
    private Path target;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** With one small gallery the fixed costs weigh so much that two limits are missed, and that is said. */
    @Test
    void endsTwoGroupsOnTheEmulatorsAndSaysWhatIsMissed() throws Exception {
        Path figures = target.resolve("bench-purge.json");

        boolean met = BenchPurge.run(new PurgeBenchSettings(300), figures, new PrintStream(output, true, UTF_8));

        assertThat(met).isFalse();
        JsonNode json = JsonMapper.builder().build().readTree(figures.toFile());
        assertThat(json.at("/small/objects").asInt()).isEqualTo(30);
        assertThat(json.at("/large/objects").asInt()).isEqualTo(300);
        assertThat(json.at("/large/versions").asInt()).isGreaterThanOrEqualTo(300 + 100 + 100 + 2);
        assertThat(json.at("/large/purge/s3Requests/DeleteObjects").asInt()).isEqualTo(2);
        assertThat(json.at("/large/purge/s3Requests/AbortMultipartUpload").asInt())
                .isEqualTo(1);
        assertThat(json.at("/large/purge/dynamoDbRequests/BatchWriteItem").asInt())
                .isEqualTo(300 / 25 + 2);
        assertThat(json.at("/writesAnAccount").asDouble()).isZero();
        assertThat(json.at("/met").asBoolean()).isFalse();
        assertThat(output.toString(UTF_8))
                .contains("purge, objects a second")
                .containsPattern("DeleteObjects calls per 1,000 versions .* MISSED")
                .containsPattern("growth of requests to S3 .* MET");
    }
}
