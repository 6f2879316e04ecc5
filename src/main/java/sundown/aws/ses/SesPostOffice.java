package sundown.aws.ses;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.account.UserId;
import sundown.aws.account.SignedCalls;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.PostOffice;

/**
 * SES, which reports by events whether a mail arrives. A call that gets no answer may have been taken; SES knows no key
 * by which it would recognize a second one.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SendEmail</a>
 * @param from that SES has verified, by itself or by its domain
 * @param configurationSet that reports deliveries
 */
@Singleton
public record SesPostOffice(
        SignedCalls calls,
        @ConfigProperty(name = "MAIL_FROM") Provider<String> from,
        @ConfigProperty(name = "MAIL_CONFIGURATION_SET") String configurationSet)
        implements PostOffice {
    private static final int TOO_MANY_REQUESTS = 429;

    /** More mails in a second, or in a day, than the account may send. */
    private static final Set<String> BUSY = Set.of("TooManyRequestsException", "LimitExceededException");

    /** These are about one mail: its address, or what it says. All others are about the account. */
    private static final Set<String> REFUSED = Set.of("MessageRejected", "BadRequestException");

    @Override
    public Posted post(EmailAddress to, Letter letter, UserId user, MailId id) {
        Map<String, Object> email = Map.of(
                "FromEmailAddress",
                from.get(),
                "Destination",
                Map.of("ToAddresses", List.of(to.reveal())),
                "ConfigurationSetName",
                configurationSet,
                "EmailTags",
                List.of(tag("user", user.value()), tag("mail", id.value())),
                "Content",
                Map.of("Simple", content(letter)));
        return calls.sendEmail(Json.write(email), SesPostOffice::taken, SesPostOffice::refused);
    }

    private static Map<String, Object> content(Letter letter) {
        return Map.of(
                "Subject",
                text(letter.subject()),
                "Body",
                Map.of("Text", text(letter.text()), "Html", text(letter.html())),
                "Headers",
                letter.unsubscribe().map(SesPostOffice::unsubscribe).orElse(List.of()),
                "Attachments",
                letter.calendar().map(SesPostOffice::attached).orElse(List.of()));
    }

    private static Map<String, String> text(String text) {
        return Map.of("Data", text, "Charset", "UTF-8");
    }

    /** One click in the mail program is enough (RFC 8058). */
    private static List<Map<String, String>> unsubscribe(URI address) {
        return List.of(
                Map.of("Name", "List-Unsubscribe", "Value", "<" + address.toASCIIString() + ">"),
                Map.of("Name", "List-Unsubscribe-Post", "Value", "List-Unsubscribe=One-Click"));
    }

    private static List<Map<String, String>> attached(String calendar) {
        return List.of(Map.of(
                "FileName",
                "deadline.ics",
                "ContentType",
                "text/calendar; charset=UTF-8; method=PUBLISH",
                "RawContent",
                Base64.getEncoder().encodeToString(calendar.getBytes(StandardCharsets.UTF_8))));
    }

    private static Map<String, String> tag(String name, String id) {
        return Map.of("Name", name, "Value", Tags.encoded(id));
    }

    private static Posted taken(String answer) {
        try {
            return new Posted.Taken(Json.text(Json.read(answer), "MessageId"));
        } catch (IllegalArgumentException other) {
            throw new RetryableFailure("SES took a mail and answered without its id", other);
        }
    }

    private static Posted refused(String error, int status) {
        if (status == TOO_MANY_REQUESTS || BUSY.contains(error)) {
            return new Posted.Busy();
        }
        if (REFUSED.contains(error)) {
            return new Posted.Refused(error);
        }
        throw new PermanentFailure("SES answered HTTP " + status + " " + error);
    }
}
