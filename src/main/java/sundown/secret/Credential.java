package sundown.secret;

/** What an outside service knows this installation by. Operators can replace it while functions run. */
public sealed interface Credential {
    /** The client secret of the OAuth 2 client at the photo library. */
    record ClientSecret(Secret secret) implements Credential {}

    /** The key for requests to the payment service. */
    record ApiKey(Secret secret) implements Credential {}

    /** The bearer token for requests to the operator's address book. */
    record AddressBookToken(Secret secret) implements Credential {}

    /** With what the payment service signs its webhooks. */
    record WebhookSecret(Secret secret) implements Credential {}
}
