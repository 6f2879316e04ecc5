package sundown.secret;

/** Where operators keep one credential. Each read asks again: {@link CredentialCache} saves most reads. */
public interface CredentialSource<C extends Credential> {
    /**
     * The credential as it is now.
     *
     * @throws sundown.failure.RetryableFailure when it cannot be read now
     * @throws sundown.failure.PermanentFailure when there is none, access is denied, or it is malformed; the message
     *     names the secret and contains nothing of its value
     */
    C read();
}
