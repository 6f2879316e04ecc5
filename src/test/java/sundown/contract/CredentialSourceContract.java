package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.secret.Credential;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.Secret;

/** What every source of a credential promises. */
public abstract class CredentialSourceContract {
    /** The source; always the same in one test, and without a credential at first. */
    protected abstract Credential.Source<ClientSecret> source();

    /** An operator stores a credential. */
    protected abstract void put(String secret);

    /** No read is answered from now on. */
    protected abstract void goSilent();

    @Test
    void readsWhatWasStored() {
        put("GOCSPX-1_~!");

        assertThat(source().read()).isEqualTo(new ClientSecret(new Secret("GOCSPX-1_~!")));
    }

    @Test
    void readsWhatWasStoredLast() {
        put("first");
        source().read();
        put("second");

        assertThat(source().read()).isEqualTo(new ClientSecret(new Secret("second")));
    }

    @Test
    void failsForGoodWhereNothingWasStored() {
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> source().read());
    }

    @Test
    void isToBeAskedAgainWhenItDoesNotAnswer() {
        put("first");
        goSilent();

        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> source().read());
    }
}
