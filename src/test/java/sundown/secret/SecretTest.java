package sundown.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import sundown.secret.SecretSealer.SealedSecret;

class SecretTest {
    @Test
    void showsItselfOnlyWhenAsked() {
        Secret secret = new Secret("1//refresh-token");

        assertThat(secret.reveal()).isEqualTo("1//refresh-token");
        assertThat(secret).hasToString("Secret[***]");
    }

    @Test
    void isNotEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(""));
    }

    @Test
    void isMaskedWhenSealed() {
        assertThat(new SealedSecret("wrapped.cipher")).hasToString("SealedSecret[***]");
    }
}
