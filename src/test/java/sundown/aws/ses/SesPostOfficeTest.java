package sundown.aws.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import sundown.aws.account.SignedCallsOver;
import sundown.contract.PostOfficeContract;
import sundown.failure.PermanentFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Endpoints;
import sundown.mail.PostOffice;
import sundown.mail.PostOffice.Posted;

@ExtendWith(EmulatorsExtension.class)
class SesPostOfficeTest extends PostOfficeContract {
    private final Emulators emulators;
    private final PostOffice post;

    SesPostOfficeTest(Emulators emulators) {
        this.emulators = emulators;
        post = new SesPostOffice(
                SignedCallsOver.http(
                        UrlConnectionHttpClient.create(),
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(Endpoints.ACCESS_KEY_ID, Endpoints.SECRET_ACCESS_KEY)),
                        emulators.endpoints().address()),
                () -> "Photos <photos@example.com>",
                "stack-mails");
    }

    @AfterEach
    void answerAsEver() {
        assertThat(posted()).isInstanceOf(Posted.Taken.class);
    }

    @Override
    protected PostOffice post() {
        return post;
    }

    @Override
    protected void answerNext(Posted posted) {
        switch (posted) {
            case Posted.Taken ignored -> {}
            case Posted.Busy ignored -> emulators.ses().refuse("TooManyRequestsException");
            case Posted.Refused refused -> emulators.ses().refuse(refused.code());
        }
    }

    @Test
    void sendsWhatTheLetterSays() {
        posted();
        JsonNode mail = emulators.ses().mails().getLast();
        assertThat(mail.path("ConfigurationSetName").asText()).isEqualTo("stack-mails");
        assertThat(mail.at("/Destination/ToAddresses/0").asText()).isEqualTo("someone@example.com");
        assertThat(mail.at("/Content/Simple/Headers").toString())
                .contains("<https://example.com/unsubscribe>", "List-Unsubscribe=One-Click");
        assertThat(mail.path("EmailTags").findValuesAsText("Value")).allMatch(tag -> tag.matches("[A-Za-z0-9_-]+"));
    }

    @Test
    void takesADailyQuotaThatIsUsedUpForBusy() {
        emulators.ses().refuse("LimitExceededException");
        assertThat(posted()).isInstanceOf(Posted.Busy.class);
    }

    @Test
    void leavesToPeopleWhatIsWrongWithTheAccount() {
        emulators.ses().refuse("MailFromDomainNotVerifiedException");
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(this::posted)
                .withMessage("SES answered HTTP 400 MailFromDomainNotVerifiedException");
    }
}
