package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.DeliveryLedger.MailId;

/** What a ledger of mails promises. */
public abstract class DeliveryLedgerContract {
    private static final UserId USER = new UserId("mailed");
    private static final MailId MAIL = new MailId("exports-opened@2023-02-01T00:00:00Z");
    private static final Instant AT = Instant.parse("2023-02-01T00:00:05.123Z");

    /** An empty ledger. */
    protected abstract DeliveryLedger ledger();

    private static Delivery delivery(State state, long version) {
        return new Delivery(
                USER,
                MAIL,
                state,
                AT,
                Optional.of(AT),
                Optional.of("message"),
                Optional.of("why"),
                Map.of("date", "2023"),
                version);
    }

    @Test
    void findsWhatWasSaved() {
        DeliveryLedger ledger = ledger();
        Delivery sent = delivery(State.SENT, 0);
        assertThat(ledger.find(USER, MAIL)).isEmpty();
        assertThat(ledger.save(sent)).isTrue();
        assertThat(ledger.find(USER, MAIL)).contains(sent.saved());
        assertThat(ledger.find(USER, new MailId("exports-opened@2023-02-02T00:00:00Z")))
                .isEmpty();
        assertThat(ledger.find(new UserId("other"), MAIL)).isEmpty();
    }

    @Test
    void findsTheFirstRowsOfAUser() {
        DeliveryLedger ledger = ledger();
        List<Delivery> sent = Stream.of("archive-ready@1", "exports-opened@2023-02-01T00:00:00Z", "refund-sent@2")
                .map(mail -> bare(USER, new MailId(mail)))
                .toList();
        sent.reversed().forEach(ledger::save);
        ledger.save(bare(new UserId("mailed2"), MAIL));

        List<Delivery> saved = sent.stream().map(Delivery::saved).toList();
        assertThat(ledger.list(USER, 3)).isEqualTo(saved);
        assertThat(ledger.list(USER, 2)).isEqualTo(saved.subList(0, 2));
        assertThat(ledger.list(new UserId("mail"), 3)).isEmpty();
    }

    @Test
    void savesOverTheVersionThatWasReadAlone() {
        DeliveryLedger ledger = ledger();
        assertThat(ledger.save(delivery(State.SENDING, 0))).isTrue();
        assertThat(ledger.save(delivery(State.SENDING, 0))).isFalse();
        assertThat(ledger.save(delivery(State.SENT, 1))).isTrue();
        assertThat(ledger.save(delivery(State.DELIVERED, 1))).isFalse();
        assertThat(ledger.find(USER, MAIL)).contains(delivery(State.SENT, 2));
    }

    private static Delivery bare(UserId user, MailId mail) {
        return new Delivery(
                user, mail, State.DUE, AT, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), 0);
    }
}
