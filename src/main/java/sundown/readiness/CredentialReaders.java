package sundown.readiness;

import java.util.List;

/** Which functions may read a credential, by the policies of their roles. */
public interface CredentialReaders {
    /**
     * The roles, of those that need a secret, that may not read it.
     *
     * @return a line for each, with the role and the name of the secret
     */
    List<String> denied();
}
