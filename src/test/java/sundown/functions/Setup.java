package sundown.functions;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import sundown.job.TestChunks;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.Endpoints;
import sundown.local.emulators.StandInAddressBook;
import sundown.local.emulators.StandInSecondChannel;
import sundown.local.stripe.StandInStripe.StandInStripeSettings;
import sundown.local.template.RequiredParameters;
import sundown.local.template.Template.Resolution;

/**
 * How an installation is made.
 *
 * @param stack its name, which must be new
 * @param parameters of the template, where they are not its defaults
 * @param environment what functions see otherwise than on the emulators
 */
record Setup(String stack, Map<String, String> parameters, Map<String, String> environment) {
    /** Into how many chunks it splits a group: each is a message, and costs some twenty requests. */
    static final int CHUNKS = TestChunks.FOUR.number();

    /** Everything as in production, but with few chunks. */
    static Setup of(String stack) {
        return new Setup(stack, Map.of(), Map.of());
    }

    /** The same with archives of volumes of so many bytes. */
    Setup withVolumes(long bytes) {
        return new Setup(stack, Map.of("ArchiveVolumeBytes", Long.toString(bytes)), environment);
    }

    /** The same with functions that reach S3 at another address. */
    Setup withStorage(URI s3) {
        return new Setup(stack, parameters, Map.of("AWS_ENDPOINT_URL_S3", s3.toString()));
    }

    /** The same with functions that reach DynamoDB at another address. */
    Setup withDynamoDb(URI dynamoDb) {
        return new Setup(stack, parameters, Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString()));
    }

    /**
     * What the template is resolved with.
     *
     * @param timeline the document of the timeline
     * @param stripe where the stand-in Stripe is
     * @param addressBook where the stand-in for the address book is
     * @param secondChannel where the stand-in for the second channel is
     */
    Resolution resolution(String timeline, TestGoogle google, URI stripe, URI addressBook, URI secondChannel) {
        Map<String, String> all = RequiredParameters.all();
        all.putAll(Resolution.groupCloses(timeline));
        // Tests move the close of the first group to later dates.
        all.put("Group1Close", "2999-12-31T00:00:00Z");
        all.putAll(google.parameters());
        all.put("GroupChunks", Integer.toString(CHUNKS));
        all.put("GoogleClientSecretName", googleSecret());
        all.put("StripeApiKeySecretName", stripeApiKey());
        all.put("StripeWebhookSecretName", stripeWebhookSecret());
        all.put("StripeUri", stripe.toString());
        all.put("Mail", "on");
        all.put("PageLanguages", "en pt-BR");
        all.put("MailFrom", "Photos <photos@example.com>");
        all.put("MailIdentity", "example.com");
        all.put("MailAddressBookUri", addressBook.toString());
        all.put("MailAddressBookSecretName", addressBookToken());
        all.put("SecondChannelUri", secondChannel.toString());
        all.put("SecondChannelSecretName", secondChannelToken());
        all.put("OperatorsIssuer", OperatorTokens.ISSUER);
        all.put("OperatorsAudience", OperatorTokens.AUDIENCE);
        all.putAll(parameters);
        return new Resolution(stack, Endpoints.ACCOUNT, Endpoints.REGION, all);
    }

    /** Stores what operators store before they deploy. */
    void putSecrets(Emulators emulators, StandInStripeSettings stripe) {
        emulators.putSecret(stripeApiKey(), Map.of("apiKey", stripe.apiKey()));
        emulators.putSecret(stripeWebhookSecret(), Map.of("webhookSecret", stripe.webhookSecret()));
        emulators.putSecret(addressBookToken(), Map.of("token", StandInAddressBook.TOKEN));
        emulators.putSecret(secondChannelToken(), Map.of("token", StandInSecondChannel.TOKEN));
        emulators.putSecret(googleSecret(), Map.of("clientSecret", TestGoogle.CLIENT_SECRET));
    }

    private String addressBookToken() {
        return stack + "/address-book";
    }

    private String secondChannelToken() {
        return stack + "/second-channel";
    }

    private String googleSecret() {
        return stack + "/google";
    }

    private String stripeApiKey() {
        return stack + "/stripe-api-key";
    }

    private String stripeWebhookSecret() {
        return stack + "/stripe-webhook";
    }

    /** What functions find in their environment. */
    Map<String, String> environment(Emulators emulators) {
        Map<String, String> all = new HashMap<>(emulators.endpoints().environment());
        all.putAll(environment);
        return all;
    }
}
