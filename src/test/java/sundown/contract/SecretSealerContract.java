package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;

/** What every sealer promises. */
public abstract class SecretSealerContract {
    private static final UserId USER = new UserId("sealer-user");
    private static final Secret SECRET = new Secret("1//0eXample-refresh-token ü 漢");

    /** The sealer under test. */
    private final SecretSealer sealer;

    protected SecretSealerContract(SecretSealer sealer) {
        this.sealer = sealer;
    }

    @Test
    void opensWhatItSealed() {
        SealedSecret sealed = sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET);
        assertThat(sealer.open(USER, SecretPurpose.REFRESH_TOKEN, sealed)).isEqualTo(SECRET);
    }

    @Test
    void opensALongSecret() {
        Secret secret = new Secret("x".repeat(2_048));
        assertThat(sealer.open(
                        USER, SecretPurpose.REFRESH_TOKEN, sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, secret)))
                .isEqualTo(secret);
    }

    @Test
    void neverSealsTwiceTheSameWay() {
        assertThat(sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET))
                .isNotEqualTo(sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET));
    }

    @Test
    void writesPrintableText() {
        assertThat(sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET).text())
                .matches("[!-~]+");
    }

    @Test
    void doesNotOpenForSomebodyElse() {
        SealedSecret sealed = sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET);
        assertThatThrownBy(() -> sealer.open(new UserId("sealer-thief"), SecretPurpose.REFRESH_TOKEN, sealed))
                .isInstanceOf(PermanentFailure.class);
    }

    @Test
    void doesNotOpenForAnotherPurpose() {
        SealedSecret sealed = sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET);
        assertThatThrownBy(() -> sealer.open(USER, SecretPurpose.ARCHIVE_PASSWORD, sealed))
                .isInstanceOf(PermanentFailure.class);
    }

    @Test
    void doesNotOpenWhatWasChangedAnywhere() {
        String sealed = sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET).text();
        IntStream.range(0, sealed.length()).forEach(position -> refuses(changed(sealed, position)));
    }

    @Test
    void doesNotOpenWhatWasCutOrExtended() {
        String sealed = sealer.seal(USER, SecretPurpose.REFRESH_TOKEN, SECRET).text();
        IntStream.of(0, 1, 3, 4, 8, sealed.length() / 2, sealed.length() - 1)
                .forEach(length -> refuses(sealed.substring(0, length)));
        refuses(sealed + "A");
        refuses(sealed + "AAAA");
        refuses("no such secret");
    }

    private void refuses(String text) {
        assertThatThrownBy(() -> sealer.open(USER, SecretPurpose.REFRESH_TOKEN, new SealedSecret(text)))
                .as("of %s characters", text.length())
                .isInstanceOf(PermanentFailure.class)
                .hasMessageNotContaining(SECRET.reveal());
    }

    private static String changed(String sealed, int position) {
        char other = sealed.charAt(position) == '1' ? '2' : '1';
        return sealed.substring(0, position) + other + sealed.substring(position + 1);
    }
}
