package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import sundown.failure.RetryableFailure;

class GoogleLibraryClientTest {
    @Test
    void isAcceptedWithTheSecretThatGoogleKnowsAndWithNoOther() throws IOException {
        try (GoogleAdapters adapters = new GoogleAdapters()) {
            String known = adapters.clientSecret().secret().reveal();
            assertThat(adapters.client(known).isAccepted()).isTrue();
            assertThat(adapters.client("another").isAccepted()).isFalse();
        }
    }

    @Test
    void isNeitherWhileGoogleIsSilent() throws IOException {
        GoogleAdapters adapters = new GoogleAdapters();
        GoogleLibraryClient client = adapters.client("secret-1");
        adapters.close();
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(client::isAccepted)
                .withMessageStartingWith("Google: REFRESH");
    }
}
