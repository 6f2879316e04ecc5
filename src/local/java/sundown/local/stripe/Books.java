package sundown.local.stripe;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.local.stripe.StandInStripe.Fate;
import sundown.local.stripe.StandInStripe.StandInCharge;
import sundown.local.stripe.StandInStripe.StandInSubscription;

/** The charges, refunds and subscriptions of one Stripe account, its balance, and whether Stripe is reachable. */
final class Books {
    private final Clock clock;
    private final Map<String, StandInCharge> charges = new HashMap<>();
    private final Map<String, StandInSubscription> subscriptions = new HashMap<>();
    private final Map<String, StandInInvoice> invoices = new HashMap<>();
    private final List<News> news = new ArrayList<>();
    private final List<StandInRefund> refunds = new ArrayList<>();
    private final Map<String, String> announced = new HashMap<>();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final Set<String> disputed = new HashSet<>();
    private boolean balanceEmpty;
    private Instant downUntil = Instant.MIN;

    Books(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void add(StandInCharge charge) {
        charges.put(charge.id(), charge);
    }

    synchronized void add(StandInSubscription subscription) {
        subscriptions.put(subscription.id(), subscription);
    }

    /** A subscription of the account that the key is for, also one that was cancelled. */
    synchronized StandInSubscription subscription(String id) {
        return Optional.ofNullable(subscriptions.get(id))
                .filter(subscription -> !subscription.elsewhere())
                .orElseThrow(() -> StripeProblem.noSuch("subscription", id));
    }

    /** A subscription charges a fee, even one that was cancelled: such a charge was on its way. */
    synchronized StandInInvoice charge(String subscriptionId, StandInCharge fee) {
        add(fee);
        StandInInvoice paid = new StandInInvoice("in_" + fee.id(), subscriptionId, fee, now());
        invoices.put(paid.id(), paid);
        news.add(new News("invoice.paid", paid.document()));
        return paid;
    }

    synchronized StandInInvoice invoice(String id) {
        return Optional.ofNullable(invoices.get(id)).orElseThrow(() -> StripeProblem.noSuch("invoice", id));
    }

    synchronized StandInSubscription cancel(String id, boolean settles) {
        if (subscription(id).endedAt().isPresent()) {
            throw StripeProblem.noSuch("subscription", id);
        }
        StandInSubscription ended = subscription(id).ended(now(), settles);
        subscriptions.put(id, ended);
        return ended;
    }

    /** A member disputes a charge at their bank. */
    synchronized void dispute(String chargeId) {
        disputed.add(charge(chargeId).id());
    }

    synchronized boolean isDisputed(StandInCharge charge) {
        return disputed.contains(charge.id());
    }

    synchronized void next(Fate fate) {
        fates.add(fate);
    }

    /** Stripe answers no call until this time. */
    synchronized void goDownUntil(Instant time) {
        downUntil = time;
    }

    synchronized boolean isDown() {
        return now().isBefore(downUntil);
    }

    synchronized void setBalanceEmpty(boolean isEmpty) {
        balanceEmpty = isEmpty;
    }

    synchronized StandInRefund refund(String chargeId, Optional<Long> amount, Map<String, String> metadata) {
        StandInCharge charge = charge(chargeId);
        if (charge.elsewhere()) {
            throw StripeProblem.ofAnotherAccount();
        }
        long left = left(charge);
        if (left == 0) {
            throw StripeProblem.alreadyRefunded(chargeId);
        }
        if (amount.orElse(left) > left) {
            throw StripeProblem.moreThanIsLeft();
        }
        if (balanceEmpty) {
            throw StripeProblem.emptyBalance();
        }
        return make(charge, amount.orElse(left), metadata);
    }

    private StandInRefund make(StandInCharge charge, long amount, Map<String, String> metadata) {
        Fate fate = Optional.ofNullable(fates.poll()).orElseGet(() -> Fate.of("succeeded"));
        String id = "re_%024d".formatted(refunds.size() + 1);
        StandInRefund made = new StandInRefund(id, charge, amount, metadata, fate, now());
        refunds.add(made);
        return made;
    }

    synchronized StandInCharge reachable(String id) {
        StandInCharge charge = charge(id);
        if (charge.elsewhere()) {
            throw StripeProblem.noSuch("charge", id);
        }
        return charge;
    }

    /** What is there to refund from, by currency. */
    synchronized Map<String, Long> balance() {
        return charges.values().stream()
                .filter(charge -> !charge.elsewhere())
                .collect(Collectors.toMap(
                        StandInCharge::currency, charge -> balanceEmpty ? 0 : left(charge), Long::sum));
    }

    synchronized long left(StandInCharge charge) {
        return charge.amount()
                - refunds.stream()
                        .filter(refund -> refund.charge().id().equals(charge.id()))
                        .mapToLong(refund -> refund.amount(now()))
                        .sum();
    }

    private StandInCharge charge(String id) {
        return Optional.ofNullable(charges.get(id)).orElseThrow(() -> StripeProblem.noSuch("charge", id));
    }

    synchronized StandInRefund refund(String id) {
        return refunds.stream()
                .filter(refund -> refund.id().equals(id))
                .findFirst()
                .orElseThrow(() -> StripeProblem.noSuch("refund", id));
    }

    /** All refunds, or those of one charge, the latest first. */
    synchronized List<StandInRefund> refunds(Optional<String> chargeId) {
        chargeId.ifPresent(this::charge);
        return refunds.reversed().stream()
                .filter(refund -> chargeId.isEmpty() || refund.charge().id().equals(chargeId.get()))
                .toList();
    }

    record News(String event, Map<String, Object> document) {}

    synchronized List<News> takeNews() {
        for (StandInRefund refund : refunds) {
            String status = refund.status(now());
            String before = announced.put(refund.id(), status);
            if (before == null) {
                news.add(new News("refund.created", refund.document(now())));
            } else if (!before.equals(status)) {
                String event = status.equals("failed") ? "refund.failed" : "refund.updated";
                news.add(new News(event, refund.document(now())));
            }
        }
        List<News> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** An invoice of a subscription that was paid by a charge. */
    record StandInInvoice(String id, String subscription, StandInCharge charge, Instant paidAt) {
        /** The document with its payments expanded, as the API has it since 2025-03-31. */
        Map<String, Object> document() {
            Map<String, Object> intent =
                    Map.of("id", "pi_" + id, "object", "payment_intent", "latest_charge", charge.id());
            Map<String, Object> payment =
                    Map.of("payment", Map.of("type", "payment_intent", "payment_intent", intent), "status", "paid");
            return Map.of(
                    "id", id,
                    "object", "invoice",
                    "status", "paid",
                    "amount_paid", charge.amount(),
                    "currency", charge.currency(),
                    "parent", Map.of("subscription_details", Map.of("subscription", subscription)),
                    "payments", Map.of("object", "list", "data", List.of(payment)),
                    "status_transitions", Map.of("paid_at", paidAt.getEpochSecond()));
        }
    }

    /** A refund; what it is depends on the time. */
    record StandInRefund(
            String id, StandInCharge charge, long amount, Map<String, String> metadata, Fate fate, Instant createdAt) {
        private static final Set<String> WITHOUT_EFFECT = Set.of("failed", "canceled");

        String status(Instant now) {
            return now.isBefore(createdAt.plusSeconds(fate.afterSeconds())) ? fate.first() : fate.later();
        }

        /** What of the charge it gives back; nothing when it failed. */
        long amount(Instant now) {
            return WITHOUT_EFFECT.contains(status(now)) ? 0 : amount;
        }

        Map<String, Object> document(Instant now) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", id);
            document.put("object", "refund");
            document.put("amount", amount);
            document.put("balance_transaction", null);
            document.put("charge", charge.id());
            document.put("created", createdAt.getEpochSecond());
            document.put("currency", charge.currency());
            document.put("destination_details", destination());
            document.put("metadata", metadata);
            document.put("payment_intent", null);
            document.put("reason", null);
            document.put("receipt_number", null);
            document.put("source_transfer_reversal", null);
            document.put("status", status(now));
            document.put("transfer_reversal", null);
            if (status(now).equals("failed")) {
                document.put("failure_reason", "expired_or_canceled_card");
            }
            return document;
        }

        private static Map<String, Object> destination() {
            Map<String, String> card = Map.of(
                    "reference_status", "pending", "reference_type", "acquirer_reference_number", "type", "refund");
            return Map.of("card", card, "type", "card");
        }
    }
}
