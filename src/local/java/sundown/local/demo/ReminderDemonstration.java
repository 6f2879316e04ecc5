package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.app.Patience;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.cloud.Operators;

/**
 * Shows that a member who has moved a part of their photos is reminded with their own figures: it moves the clock to
 * the first reminder of their group, and reads the mail.
 */
record ReminderDemonstration(HttpClient http, Operators operators) {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);
    private static final Duration FIRST_REMINDER = Duration.ofDays(90);
    private static final Duration JUST_PAST = Duration.ofMinutes(1);
    /** Before the address of the mailbox; a cloud that others started has none. */
    private static final String AT = "at ";

    private static final Pattern MAIL = Pattern.compile("href=\"(/local/mails/\\d+)\"");

    DemonstrationResult ofWhoIsPartlySafe(App app, Member member) throws IOException, InterruptedException {
        JsonNode status = app.everything();
        JsonNode safety = status.required("safety");
        String user = member.user().userId();
        String figures = String.format(
                Locale.ROOT,
                "%,d of %,d photos and videos are safe; %,d are missing",
                safety.at("/safe/items").asLong(),
                safety.at("/items/items").asLong(),
                safety.path("missing").asLong());
        operators.moveClock(
                Instant.parse(status.at("/notice/dates/close").asText())
                        .minus(FIRST_REMINDER)
                        .plus(JUST_PAST),
                "just past the first reminder of group " + member.user().group());
        boolean due =
                safety.path("missing").asLong() > 0 && operators.cloud().mails().startsWith(AT);
        boolean reminded = !due
                || new Patience(operators.clock().real(), LONGEST_WAIT, operators.out())
                        .await("the reminder of " + user, this::mails, text -> text.contains(figures), BETWEEN_POLLS)
                        .contains(figures);
        operators.out().println("Reminder of " + user + ": " + figures);
        return new DemonstrationResult(
                new Figures().line("safe", user + ": " + figures),
                reminded ? List.of() : List.of("No mail tells " + user + ": " + figures + "."));
    }

    /** All mails that the mailbox page lists. */
    private String mails() throws IOException, InterruptedException {
        URI mailbox = URI.create(operators.cloud().mails().substring(AT.length()));
        StringBuilder text = new StringBuilder();
        Matcher links = MAIL.matcher(get(mailbox));
        while (links.find()) {
            text.append(get(mailbox.resolve(links.group(1))));
        }
        return text.toString();
    }

    private String get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
