package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The template has room for the next updates. */
final class UpdatesTest {
    /** Of the 500 that CloudFormation allows: a function costs two to five. */
    private static final int MOST_RESOURCES = 330;

    private static final int MOST_LINES = 5_000;

    /** A person reads the template: what adds to it takes something away, or says here why not. */
    @Test
    void leaveTheTemplateShortEnoughToRead() throws IOException {
        assertThat(Files.readAllLines(Path.of("template.yaml"))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    /** {@code scripts/lint-template} counts what SAM itself makes; this is as much, without SAM. */
    @Test
    void leaveRoomForMoreResources() {
        assertThat(Deployed.template().translatedResources()).isLessThanOrEqualTo(MOST_RESOURCES);
    }
}
