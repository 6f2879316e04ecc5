package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

/** {@code make seed}, on the emulators as on a cloud that others started. */
@Tag("thorough")
@ExtendWith(EmulatorsExtension.class)
class SeedTest {
    private static final String STACK = "seeded";

    @TempDir
    private Path gallery;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** CloudFormation of some emulators leaves attributes of queues out, so what is there may differ. */
    @Test
    void fillsAStackAgainAndLeavesTheQueuesThatItFinds(Emulators emulators) throws Exception {
        var sqs = emulators.clients().sqs();
        String queue = sqs.createQueue(request -> request.queueName(STACK + "-sweep")
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "7")))
                .queueUrl();
        ImageIO.write(
                new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB),
                "jpg",
                gallery.resolve("photo.jpg").toFile());

        seed(emulators);
        seed(emulators);

        assertThat(sqs.getQueueAttributes(request ->
                                request.queueUrl(queue).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                        .attributes())
                .containsValue("7");
        assertThat(emulators
                        .clients()
                        .dynamoDb()
                        .scan(request -> request.tableName(STACK + "-accounts"))
                        .items())
                .hasSize(1);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("of the template's", "need CloudFormation")
                .contains("is filled.");
    }

    private void seed(Emulators emulators) throws Exception {
        Settings settings = Settings.of(Map.of(
                "CLOUD", emulators.endpoints().address().toString(),
                "STACK", STACK,
                "GALLERY", gallery.toString()));
        assertThat(new Seed(settings, new PrintStream(output, true, StandardCharsets.UTF_8)).run())
                .isTrue();
    }
}
