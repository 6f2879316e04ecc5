package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildArchiveFunctionTest {
    private final Functions functions = new Functions();

    @AfterEach
    void stop() {
        functions.close();
    }

    @Test
    void buildsWhatWasAskedForAndServesIt() throws Exception {
        for (int number = 1; number <= 12; number++) {
            functions.addPhoto(number, 3_000 + number);
        }
        assertThat(functions.request(Functions.USER).statusCode()).isEqualTo(201);

        functions.buildAll();

        JsonNode view = functions.view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        JsonNode volumes = view.path("download").path("volumes");
        assertThat(volumes.size())
                .isEqualTo(view.path("progress").path("volumes").intValue());
        for (JsonNode volume : volumes) {
            byte[] bytes = functions.download(volume).orElseThrow();
            assertThat(bytes).hasSize(volume.path("bytes").intValue());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(volume.path("sha256").textValue());
        }
    }
}
