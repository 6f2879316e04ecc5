package sundown.aws.secretsmanager;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import sundown.secret.Credential;
import sundown.secret.Credential.AddressBookToken;
import sundown.secret.Credential.ApiKey;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.Credential.SecondChannelToken;
import sundown.secret.Credential.ServiceAccountKey;
import sundown.secret.Credential.WebhookSecret;

/** The credentials of a deployment. Every function knows their names; its role decides which of them it can read. */
final class SecretsManagerCredentials {
    @Produces
    @Singleton
    Credential.Source<ClientSecret> clientSecret(
            SecretsManagerClient client, @ConfigProperty(name = "GOOGLE_CLIENT_SECRET_NAME") String name) {
        return new SecretsManagerCredentialSource<>(client, name, "clientSecret", ClientSecret::new);
    }

    @Produces
    @Singleton
    Credential.Source<ApiKey> apiKey(
            SecretsManagerClient client, @ConfigProperty(name = "STRIPE_API_KEY_SECRET_NAME") String name) {
        return new SecretsManagerCredentialSource<>(client, name, "apiKey", ApiKey::new);
    }

    @Produces
    @Singleton
    Credential.Source<ServiceAccountKey> serviceAccountKey(
            SecretsManagerClient client, @ConfigProperty(name = "GOOGLE_PLAY_KEY_SECRET_NAME") String name) {
        return SecretsManagerCredentialSource.whole(client, name, "private_key", ServiceAccountKey::new);
    }

    @Produces
    @Singleton
    Credential.Source<AddressBookToken> addressBookToken(
            SecretsManagerClient client, @ConfigProperty(name = "MAIL_ADDRESS_BOOK_SECRET_NAME") String name) {
        return new SecretsManagerCredentialSource<>(client, name, "token", AddressBookToken::new);
    }

    @Produces
    @Singleton
    Credential.Source<SecondChannelToken> secondChannelToken(
            SecretsManagerClient client, @ConfigProperty(name = "SECOND_CHANNEL_SECRET_NAME") String name) {
        return new SecretsManagerCredentialSource<>(client, name, "token", SecondChannelToken::new);
    }

    @Produces
    @Singleton
    Credential.Source<WebhookSecret> webhookSecret(
            SecretsManagerClient client, @ConfigProperty(name = "STRIPE_WEBHOOK_SECRET_NAME") String name) {
        return new SecretsManagerCredentialSource<>(client, name, "webhookSecret", WebhookSecret::new);
    }
}
