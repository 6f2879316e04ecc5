package sundown.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.local.reconcile.StripeRefund.Status;
import sundown.refund.RefundState.StateName;

class ReconciliationTest {
    private static final Money FEE = Money.of(1_250, "EUR");

    @ParameterizedTest
    @CsvSource({"SUCCEEDED,SUCCEEDED", "PENDING,PENDING", "PENDING,REQUIRES_ACTION"})
    void findsNothingWhereBothSidesSayTheSame(StateName state, Status status) {
        Reconciliation same = Reconciliation.of(List.of(row("ch_1", state, FEE)), List.of(refund("re_1", status, FEE)));

        assertThat(same.findings()).isEmpty();
        assertThat(same.agrees()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTENT", "SENT"})
    void findsNothingWhereTheLedgerStillWaitsAndStripeKnowsNothing(StateName state) {
        assertThat(Reconciliation.of(List.of(row("ch_1", state, FEE)), List.of())
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void findsWhatIsAtStripeAndNotInTheLedger(Status status) {
        StripeRefund refund = refund("re_1", status, FEE);

        assertFinds(new Finding.NotInLedger(refund), List.of(), List.of(refund));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "PENDING"})
    void findsWhatIsInTheLedgerAndNotAtStripe(StateName state) {
        LedgerRow row = row("ch_1", state, FEE);

        assertFinds(new Finding.NotAtStripe(row), List.of(row), List.of());
    }

    @Test
    void findsAnotherAmount() {
        LedgerRow row = row("ch_1", StateName.SUCCEEDED, FEE);
        StripeRefund refund = refund("re_1", Status.SUCCEEDED, Money.of(1_249, "EUR"));

        assertFinds(new Finding.OtherAmount(row, refund), List.of(row), List.of(refund));
    }

    @Test
    void findsAnotherCurrency() {
        LedgerRow row = row("ch_1", StateName.SUCCEEDED, FEE);
        StripeRefund refund = refund("re_1", Status.SUCCEEDED, Money.of(1_250, "USD"));

        assertFinds(new Finding.OtherAmount(row, refund), List.of(row), List.of(refund));
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED,PENDING",
        "SUCCEEDED,REQUIRES_ACTION",
        "SUCCEEDED,FAILED",
        "SUCCEEDED,CANCELED",
        "PENDING,SUCCEEDED",
        "PENDING,FAILED",
        "PENDING,CANCELED",
        "INTENT,SUCCEEDED",
        "INTENT,PENDING",
        "SENT,SUCCEEDED"
    })
    void findsAnotherStatus(StateName state, Status status) {
        LedgerRow row = row("ch_1", state, FEE);
        StripeRefund refund = refund("re_1", status, FEE);

        assertFinds(new Finding.OtherStatus(row, List.of(refund)), List.of(row), List.of(refund));
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void findsSeveralRefundsOfOneChargeWhateverTheLedgerSays(StateName state) {
        List<StripeRefund> twice = List.of(refund("re_1", Status.SUCCEEDED, FEE), refund("re_2", Status.PENDING, FEE));

        Reconciliation found = Reconciliation.of(List.of(row("ch_1", state, FEE)), twice);

        assertThat(found.findings()).contains(new Finding.SeveralRefunds(new ChargeId("ch_1"), twice));
        assertThat(found.agrees()).isFalse();
    }

    @Test
    void takesARefundThatFailedForNoSecondOne() {
        LedgerRow row = row("ch_1", StateName.SUCCEEDED, FEE);

        assertThat(Reconciliation.of(
                                List.of(row),
                                List.of(refund("re_1", Status.FAILED, FEE), refund("re_2", Status.SUCCEEDED, FEE)))
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MANUAL", "RESOLVED"})
    void tellsOfWhatIsWithPeopleAndTakesItForNoDifference(StateName state) {
        LedgerRow row = row("ch_1", state, FEE);
        List<StripeRefund> failed = List.of(refund("re_1", Status.FAILED, FEE));

        Reconciliation found = Reconciliation.of(List.of(row), failed);

        assertThat(found.findings()).containsExactly(new Finding.WithPeople(row, failed));
        assertThat(found.agrees()).isTrue();
    }

    @Test
    void addsUpWhatWentBackOnBothSidesByCurrency() {
        Reconciliation found = Reconciliation.of(
                List.of(
                        row("ch_1", StateName.SUCCEEDED, FEE),
                        row("ch_2", StateName.PENDING, FEE),
                        row("ch_3", StateName.INTENT, FEE),
                        row("ch_4", StateName.MANUAL, FEE),
                        row("ch_5", StateName.SUCCEEDED, Money.of(500, "JPY"))),
                List.of(refund("re_1", Status.SUCCEEDED, FEE), refund("re_2", Status.FAILED, FEE)));

        assertThat(found.ledger())
                .containsOnlyKeys("EUR", "JPY")
                .containsEntry("EUR", Money.of(2_500, "EUR"))
                .containsEntry("JPY", Money.of(500, "JPY"));
        assertThat(found.stripe()).containsOnlyKeys("EUR").containsEntry("EUR", FEE);
    }

    @Test
    void refusesALedgerInWhichAChargeIsTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reconciliation.of(
                        List.of(row("ch_1", StateName.INTENT, FEE), row("ch_1", StateName.SUCCEEDED, FEE)), List.of()))
                .withMessage("ch_1 is twice in the ledger, as INTENT and SUCCEEDED: list the refunds anew.");
    }

    @Test
    void refusesAnExportInWhichARefundIsTwice() {
        StripeRefund refund = refund("re_1", Status.SUCCEEDED, FEE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reconciliation.of(List.of(), List.of(refund, refund)))
                .withMessage("re_1 is twice in Stripe's export: export it anew.");
    }

    private static void assertFinds(Finding expected, List<LedgerRow> rows, List<StripeRefund> refunds) {
        Reconciliation found = Reconciliation.of(rows, refunds);

        assertThat(found.findings()).containsExactly(expected);
        assertThat(found.agrees()).isFalse();
    }

    private static LedgerRow row(String charge, StateName state, Money amount) {
        return new LedgerRow(new ChargeId(charge), state, amount);
    }

    private static StripeRefund refund(String id, Status status, Money amount) {
        return new StripeRefund(id, new ChargeId("ch_1"), amount, status, "2026-11-25 10:00:00");
    }
}
