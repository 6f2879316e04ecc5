package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.Item.ItemId;
import sundown.transfer.FailureReason;
import sundown.transfer.TransferStore.FailedItem;

@FunctionTest
class ListFailuresTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:34:56Z");

    @Inject
    Installation sundown;

    @Inject
    Users users;

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

    private UserId userWithFailures(String name, int count) throws InterruptedException {
        UserId user = users.started(name, Photo.jpegs(1));
        List<FailedItem> failures = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new FailedItem(
                        new ItemId("item-" + number), "One " + number + ".jpg", 0, FailureReason.EMPTY, AT))
                .toList();
        sundown.transfers().saveFailures(sundown.transferOf(user).orElseThrow(), failures);
        return user;
    }
}
