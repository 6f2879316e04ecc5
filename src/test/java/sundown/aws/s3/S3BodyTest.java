package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class S3BodyTest {
    private final byte[] bytes = {1, 2, 3, 4};
    private final RequestBody body = S3Calls.body(bytes, 3);

    @Test
    void isTheFirstBytesOfTheArrayHoweverOftenItIsSent() throws IOException {
        assertThat(body.optionalContentLength()).contains(3L);
        assertThat(sent()).containsExactly(1, 2, 3);
        assertThat(sent()).containsExactly(1, 2, 3);
    }

    @Test
    void isNoCopy() throws IOException {
        bytes[0] = 9;
        assertThat(sent()).containsExactly(9, 2, 3);
    }

    private byte[] sent() throws IOException {
        try (InputStream stream = body.contentStreamProvider().newStream()) {
            return stream.readAllBytes();
        }
    }
}
