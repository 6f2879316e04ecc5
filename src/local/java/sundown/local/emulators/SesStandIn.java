package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sundown.local.http.Endpoint;
import sundown.local.http.Json;
import sundown.local.http.Markup;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * SES on one machine: SendEmail of version 2 with simple content. Mails stay in memory; {@code GET /local/mails} is a
 * mailbox page. Each mail is delivered at once and reported on the default bus; one to {@code bounce@…} bounces, and of
 * one to {@code complaint@…} its reader complains, as with SES's own mailbox simulator.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SendEmail</a>
 */
public final class SesStandIn implements Endpoint {
    static final String MAILS = "/local/mails";

    private static final String SEND = "/v2/email/outbound-emails";
    private static final String HTML = "text/html; charset=UTF-8";

    private final Clock clock;
    private final BiConsumer<String, JsonNode> defaultBus;
    private final List<JsonNode> mails = new ArrayList<>();
    private final Queue<String> refusals = new ArrayDeque<>();

    /** @param defaultBus takes a source and an event */
    SesStandIn(Clock clock, BiConsumer<String, JsonNode> defaultBus) {
        this.clock = clock;
        this.defaultBus = defaultBus;
    }

    public synchronized List<JsonNode> mails() {
        return List.copyOf(mails);
    }

    public synchronized void refuse(String... errors) {
        refusals.addAll(List.of(errors));
    }

    @Override
    public Reply answer(Request request) throws IOException {
        if (request.path().startsWith(MAILS)) {
            return mailbox(request.path().substring(MAILS.length()));
        }
        if (!request.path().equals(SEND) || !request.method().equals("POST")) {
            return refusal(404, "NotFoundException");
        }
        return send(request.json());
    }

    private Reply send(JsonNode mail) {
        String id = UUID.randomUUID().toString();
        synchronized (this) {
            if (!refusals.isEmpty()) {
                String error = refusals.remove();
                return refusal(error.equals("TooManyRequestsException") ? 429 : 400, error);
            }
            if (!mail.at("/Content/Simple/Body/Text/Data").isTextual()
                    || !address(mail).contains("@")) {
                return refusal(400, "BadRequestException");
            }
            mails.add(mail);
        }
        report(mail, id);
        return Reply.json(200, Map.of("MessageId", id));
    }

    private static Reply refusal(int status, String error) {
        return Reply.json(status, Map.of("message", error)).with("x-amzn-ErrorType", error);
    }

    private static String address(JsonNode mail) {
        return mail.at("/Destination/ToAddresses/0").asText();
    }

    private void report(JsonNode mail, String id) {
        String type =
                switch (address(mail).split("@", 2)[0]) {
                    case "bounce" -> "Bounce";
                    case "complaint" -> "Complaint";
                    default -> "Delivery";
                };
        Map<String, Object> tags = new HashMap<>();
        mail.path("EmailTags")
                .forEach(tag -> tags.put(
                        tag.path("Name").asText(), List.of(tag.path("Value").asText())));
        tags.put(
                "ses:configuration-set",
                List.of(mail.path("ConfigurationSetName").asText()));
        String now = clock.instant().toString();
        defaultBus.accept(
                "aws.ses",
                Json.MAPPER.valueToTree(Map.of(
                        "eventType",
                        type,
                        "mail",
                        Map.of(
                                "timestamp",
                                now,
                                "messageId",
                                id,
                                "destination",
                                List.of(address(mail)),
                                "tags",
                                tags))));
    }

    /** A list of all mails, one mail, or its entry for a calendar. Nothing of a mail runs as a script. */
    private Reply mailbox(String path) {
        List<JsonNode> all = mails();
        if (path.isEmpty() || path.equals("/")) {
            return Reply.text(200, HTML, list(all));
        }
        String[] parts = path.substring(1).split("\\.", 2);
        if (!parts[0].matches("\\d{1,6}") || Integer.parseInt(parts[0]) >= all.size()) {
            return Reply.empty(404);
        }
        JsonNode mail = all.get(Integer.parseInt(parts[0]));
        return parts.length == 1 ? Reply.text(200, HTML, page(parts[0], mail)) : calendar(mail);
    }

    private static Reply calendar(JsonNode mail) {
        JsonNode attached = mail.at("/Content/Simple/Attachments/0/RawContent");
        return attached.isMissingNode()
                ? Reply.empty(404)
                : Reply.text(
                                200,
                                "text/calendar; charset=UTF-8",
                                new String(Base64.getDecoder().decode(attached.asText()), StandardCharsets.UTF_8))
                        .with("Content-Disposition", "attachment; filename=\"deadline.ics\"");
    }

    private static String list(List<JsonNode> all) {
        return document(
                "Mailbox",
                IntStream.range(0, all.size())
                        .mapToObj(number -> all.size() - 1 - number)
                        .map(number -> "<li><a href=\"%s/%d\">%s</a> to %s</li>"
                                .formatted(MAILS, number, subject(all.get(number)), to(all.get(number))))
                        .collect(Collectors.joining("", all.isEmpty() ? "<p>No mails yet.</p><ul>" : "<ul>", "</ul>")));
    }

    private static String page(String number, JsonNode mail) {
        JsonNode content = mail.at("/Content/Simple");
        String headers = content.path("Headers")
                .valueStream()
                .map(header -> "<li>%s: %s</li>"
                        .formatted(
                                Markup.escaped(header.path("Name").asText()),
                                Markup.escaped(header.path("Value").asText())))
                .collect(Collectors.joining());
        String calendar = content.at("/Attachments/0").isMissingNode()
                ? ""
                : "<p><a href=\"%s/%s.ics\">deadline.ics</a></p>".formatted(MAILS, number);
        return document(
                subject(mail),
                "<p>From %s to %s</p><ul>%s</ul>%s<iframe sandbox srcdoc=\"%s\"></iframe><pre>%s</pre><p><a href=\"%s\">All mails</a></p>"
                        .formatted(
                                Markup.escaped(mail.path("FromEmailAddress").asText()),
                                to(mail),
                                headers,
                                calendar,
                                Markup.escaped(content.at("/Body/Html/Data").asText()),
                                Markup.escaped(content.at("/Body/Text/Data").asText()),
                                MAILS));
    }

    private static String document(String title, String body) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>%s</title>
                <style>body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto}iframe{width:100%%;height:20rem}\
                pre{white-space:pre-wrap}</style>
                <h1>%s</h1>%s</html>""".formatted(title, title, body);
    }

    private static String subject(JsonNode mail) {
        return Markup.escaped(mail.at("/Content/Simple/Subject/Data").asText());
    }

    private static String to(JsonNode mail) {
        return Markup.escaped(address(mail));
    }
}
