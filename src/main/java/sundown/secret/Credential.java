package sundown.secret;

/** The credential of this installation at an outside service. Operators can replace it while functions run. */
public sealed interface Credential {
    /** The client secret of the OAuth 2 client at the photo library. */
    record ClientSecret(Secret secret) implements Credential {}

    /** The key for requests to the payment service. */
    record ApiKey(Secret secret) implements Credential {}

    /** The key of the service account that calls the app store: the JSON file as Google issues it. */
    record ServiceAccountKey(Secret secret) implements Credential {}

    /** The bearer token for requests to the operator's address book. */
    record AddressBookToken(Secret secret) implements Credential {}

    /** The bearer token for requests to the operator's second channel. */
    record SecondChannelToken(Secret secret) implements Credential {}

    /** With what the payment service signs its webhooks. */
    record WebhookSecret(Secret secret) implements Credential {}

    /** Where operators keep one credential. Each read asks again: {@link CredentialCache} saves most reads. */
    interface Source<C extends Credential> {
        /**
         * The credential as it is now.
         *
         * @throws sundown.failure.RetryableFailure when it cannot be read now
         * @throws sundown.failure.PermanentFailure when there is none, access is denied, or it is malformed; the
         *     message names the secret and contains nothing of its value
         */
        C read();
    }
}
