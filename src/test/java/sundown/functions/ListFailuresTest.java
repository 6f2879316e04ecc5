package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.transfer.FailedItem;
import sundown.transfer.FailureReason;

@FunctionTest
class ListFailuresTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:34:56Z");

    @Inject
    Installation sundown;

    @Inject
    Users users;

    @Test
    void listsInPages() throws Exception {
        UserId user = userWithFailures("lists-pages", 3);

        JsonNode first = list(user, Map.of("limit", "2")).isJson(200).json();
        JsonNode second = list(
                        user, Map.of("limit", "2", "after", first.path("next").asText()))
                .isJson(200)
                .json();

        assertThat(first.path("failures").findValuesAsText("name")).containsExactly("One 1.jpg", "One 2.jpg");
        assertThat(first.at("/failures/0/reason").asText()).isEqualTo("EMPTY");
        assertThat(first.at("/failures/0/message").asText()).isEqualTo("The file is empty.");
        assertThat(second.path("failures").findValuesAsText("name")).containsExactly("One 3.jpg");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void listsAsATable() throws Exception {
        UserId user = userWithFailures("lists-a-table", 1);
        Event request = Event.by(user, "list-failures").with("/headers/accept", "text/csv");

        HttpAnswer answer = sundown.call("list-failures", request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(answer.text())
                .isEqualTo("name,bytes,reason,can be tried again\r\n\"One 1.jpg\",0,\"The file is empty.\",\"no\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 1001", "limit, -1", "limit, ten", "after, ../../etc", "after, ''"})
    void refusesParametersThatMakeNoSense(String name, String value) throws Exception {
        list(new UserId("asks-nonsense"), Map.of(name, value)).isProblem(400, "invalid-request");
    }

    @Test
    void hasNoneToListWithoutATransfer() throws Exception {
        list(new UserId("never-started"), Map.of()).isProblem(404, "no-transfer");
    }

    private UserId userWithFailures(String name, int count) throws InterruptedException {
        UserId user = users.started(name, Photo.jpegs(1));
        List<FailedItem> failures = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new FailedItem(
                        new ItemId("item-" + number), "One " + number + ".jpg", 0, FailureReason.EMPTY, AT))
                .toList();
        sundown.transfers().saveFailures(sundown.transferOf(user).orElseThrow(), failures);
        return user;
    }

    private HttpAnswer list(UserId user, Map<String, String> parameters) throws InterruptedException {
        Event request = Event.by(user, "list-failures").with("/queryStringParameters", parameters);
        return sundown.call("list-failures", request);
    }
}
