package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import sundown.secret.Secret;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.TransferStore.FailedItem;

/** A value that is logged by accident shows no token, no e-mail address and no file name. */
class MaskingTest {
    @Test
    void aTransferShowsNeitherItsGrantNorItsAccount() {
        assertThat(Given.running().toString())
                .doesNotContain("sealed")
                .doesNotContain("example.com")
                .doesNotContain("google-1");
    }

    @Test
    void tokensShowNothing() {
        assertThat(new AccessToken("ya29.secret")).hasToString("AccessToken[***]");
        assertThat(new UploadToken("secret", Given.NOW)).hasToString("UploadToken[***]");
        assertThat(new UploadSession(URI.create("https://secret.example.com"), 1))
                .hasToString("UploadSession[***]");
    }

    @Test
    void aConsentShowsNeitherCodeNorVerifier() {
        LibraryAccess.Consent consent = new LibraryAccess.Consent(
                new Secret("4/secret"), new Secret("verifier-secret"), URI.create("app:/done"));

        assertThat(consent.toString()).doesNotContain("4/secret").doesNotContain("verifier-secret");
    }

    @Test
    void aConnectionShowsNothingOfTheUser() {
        LibraryAccess.Connection connection = new LibraryAccess.Connection.Connected(
                new Secret("1//secret"), new AccessToken("ya29.secret"), Given.ACCOUNT);

        assertThat(connection.toString()).doesNotContain("secret").doesNotContain("example.com");
    }

    @Test
    void itemsShowNoName() {
        FailedItem failed = new FailedItem(Given.item(1), "Grandmother.jpg", 1, FailureReason.EMPTY, Given.NOW);
        PhotoLibrary.NewItem newItem =
                new PhotoLibrary.NewItem(new UploadToken("secret", Given.NOW), "Grandmother.jpg");

        assertThat(failed).hasToString("FailedItem[i001, EMPTY]");
        assertThat(newItem).hasToString("NewItem[***]");
    }
}
