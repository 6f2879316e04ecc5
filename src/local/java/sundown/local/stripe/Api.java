package sundown.local.stripe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import sundown.local.fault.FaultScript;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Request.BasicCredentials;
import sundown.local.http.Routes;
import sundown.local.stripe.StandInStripe.Operation;

/** Stripe's API: checks the API key, lets faults strike, and honours idempotency keys. */
final class Api implements Endpoint {
    private final Books books;
    private final FaultScript<Operation, Effect> script;
    private final IdempotencyKeys keys;
    private final Supplier<String> apiKey;
    private final AtomicLong requests = new AtomicLong();
    private final Routes routes = new Routes(request ->
            StripeProblem.unknownAddress(request.method(), request.path()).reply());

    Api(
            Books books,
            Webhooks webhooks,
            FaultScript<Operation, Effect> script,
            IdempotencyKeys keys,
            Supplier<String> apiKey) {
        this.books = books;
        this.script = script;
        this.keys = keys;
        this.apiKey = apiKey;
        RefundEndpoints refunds = new RefundEndpoints(books);
        AccountEndpoints account = new AccountEndpoints(books);
        add("POST", "/v1/refunds", Operation.CREATE_REFUND, (_, parameters) -> refunds.create(parameters));
        add("GET", "/v1/refunds", Operation.LIST_REFUNDS, (_, parameters) -> refunds.list(parameters));
        add("GET", "/v1/refunds/{id}", Operation.RETRIEVE_REFUND, (id, _) -> refunds.retrieve(id));
        add("GET", "/v1/subscriptions/{id}", Operation.RETRIEVE_SUBSCRIPTION, (id, _) -> account.subscription(id));
        add("DELETE", "/v1/subscriptions/{id}", Operation.CANCEL_SUBSCRIPTION, account::cancel);
        add("GET", "/v1/invoices/{id}", Operation.RETRIEVE_INVOICE, (id, _) -> account.invoice(id));
        add("GET", "/v1/charges/{id}", Operation.RETRIEVE_CHARGE, (id, _) -> account.charge(id));
        add(
                "GET",
                "/v1/events",
                Operation.LIST_EVENTS,
                (_, parameters) -> new EventEndpoints(webhooks).list(parameters));
        add("GET", "/v1/balance", Operation.RETRIEVE_BALANCE, (_, _) -> account.balance());
    }

    private interface Action {
        Reply take(String id, Parameters parameters);
    }

    private void add(String method, String path, Operation operation, Action action) {
        routes.add(method, path, request -> {
            Parameters parameters = Parameters.of(request);
            return told(() -> pass(operation, request, parameters, () -> action.take(request.path("id"), parameters)));
        });
    }

    @Override
    public Reply answer(Request request) throws IOException {
        return routes.answer(request).with("Request-Id", "req_%014d".formatted(requests.incrementAndGet()));
    }

    private Reply pass(Operation operation, Request request, Parameters parameters, Supplier<Reply> action) {
        if (books.isDown()) {
            throw Unanswered.dropped();
        }
        List<Effect> effects = script.strike(operation);
        effects.forEach(Api::before);
        if (!key(request).equals(Optional.of(apiKey.get()))) {
            throw StripeProblem.wrongKey();
        }
        // By its documentation, Stripe heeds the keys of POST alone.
        Reply reply = request.header("Idempotency-Key")
                .filter(key -> request.method().equals("POST"))
                .map(key -> keys.once(key, parameters, () -> acted(effects, action)))
                .orElseGet(() -> acted(effects, action));
        effects.forEach(Api::after);
        return reply;
    }

    /** The API key, sent as a bearer token or as the name of a user without a password. */
    private static Optional<String> key(Request request) {
        return request.bearerToken().or(() -> request.basicCredentials().map(BasicCredentials::name));
    }

    private static void before(Effect effect) {
        switch (effect) {
            case Effect.Answer answer -> throw StripeProblem.scripted(answer.status(), answer.code());
            case Effect.Drop ignored -> throw Unanswered.dropped();
            case Effect.BreakDown ignored -> {}
            case Effect.ActThenDrop ignored -> {}
            case Effect.ActThenSilence ignored -> {}
        }
    }

    private static Reply acted(List<Effect> effects, Supplier<Reply> action) {
        return effects.stream().anyMatch(Effect.BreakDown.class::isInstance)
                ? StripeProblem.scripted(500, Optional.empty()).reply()
                : told(action);
    }

    private static Reply told(Supplier<Reply> action) {
        try {
            return action.get();
        } catch (StripeProblem problem) {
            return problem.reply();
        }
    }

    private static void after(Effect effect) {
        switch (effect) {
            case Effect.ActThenDrop ignored -> throw Unanswered.dropped();
            case Effect.ActThenSilence ignored -> throw Unanswered.silent();
            case Effect.Answer ignored -> {}
            case Effect.Drop ignored -> {}
            case Effect.BreakDown ignored -> {}
        }
    }
}
