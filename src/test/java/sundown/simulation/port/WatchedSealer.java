package sundown.simulation.port;

import sundown.account.UserId;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.simulation.run.Secrets;

/** Notes what is secret. */
public record WatchedSealer(SecretSealer real, Secrets secrets) {
    public SealedSecret seal(UserId user, SecretPurpose purpose, Secret secret) {
        secrets.add(secret.reveal());
        return real.seal(user, purpose, secret);
    }
}
