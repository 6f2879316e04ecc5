package sundown.local.google.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.play.StandInPlay.Effect;
import sundown.local.google.play.StandInPlay.Operation;
import sundown.local.google.play.StandInPlay.StandInSubscription;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;

/**
 * The Android Publisher API, the exchange of a key for an access token, and faults under {@code /standin}. Faults
 * strike before the caller's right is checked.
 */
record PlayApi(StandInPlay play, ServiceAccount account, Routes routes) implements Endpoint {
    private static final String APP = "/androidpublisher/v3/applications/" + StandInPlay.APP;
    private static final String ORDER = APP + "/orders/{id}";
    private static final String SUBSCRIPTION = APP + "/purchases/subscriptionsv2/tokens/{id}";
    private static final String FAULTS = "/standin/faults";

    PlayApi(StandInPlay play, ServiceAccount account) {
        this(play, account, new Routes(_ -> problem(404, "notFound")));
        routes.add("POST", "/token", request -> {
            String assertion = request.form().getOrDefault("assertion", "");
            return struck(Operation.TOKEN, () -> token(assertion));
        });
        add("GET", ORDER, Operation.GET_ORDER, this::order);
        add("POST", ORDER + ":refund", Operation.REFUND_ORDER, this::refund);
        add("GET", SUBSCRIPTION, Operation.GET_SUBSCRIPTION, this::subscription);
        add("POST", SUBSCRIPTION + ":cancel", Operation.CANCEL_SUBSCRIPTION, this::cancel);
        routes.add("GET", FAULTS, _ -> Reply.json(200, play.faults().faults()));
        routes.add("POST", FAULTS, this::faults);
    }

    private interface Action {
        Reply take(String id);
    }

    private void add(String method, String path, Operation operation, Action action) {
        routes.add(
                method,
                path,
                request -> struck(
                        operation,
                        () -> request.bearerToken().filter(account::accepts).isPresent()
                                ? action.take(request.path("id"))
                                : problem(401, "authError")));
    }

    @Override
    public Reply answer(Request request) throws IOException {
        return routes.answer(request);
    }

    private Reply struck(Operation operation, Supplier<Reply> action) {
        if (play.isDown()) {
            throw Unanswered.dropped();
        }
        List<Effect> effects = play.faults().strike(operation);
        return effects.isEmpty() ? action.get() : struck(effects.getFirst(), action);
    }

    private static Reply struck(Effect effect, Supplier<Reply> action) {
        return switch (effect) {
            case Effect.Answer(int status, String reason) -> problem(status, reason);
            case Effect.AcceptOnly _ -> Reply.empty(204);
            case Effect.Drop _ -> throw Unanswered.dropped();
            case Effect.ActThenDrop _ -> {
                Reply _ = action.get();
                throw Unanswered.dropped();
            }
        };
    }

    private Reply token(String assertion) {
        return account.signed(assertion)
                ? Reply.json(200, Map.of("access_token", account.token(), "token_type", "Bearer", "expires_in", 3_599))
                : Reply.json(400, Map.of("error", "invalid_grant", "error_description", "Invalid JWT Signature."));
    }

    private Reply order(String id) {
        return play.order(id).map(order -> Reply.json(200, order.document())).orElse(problem(404, "orderNotFound"));
    }

    private Reply refund(String id) {
        Optional<StandInOrder> order = play.order(id);
        if (order.isEmpty()) {
            return problem(404, "orderNotFound");
        }
        return play.refund(id) ? Reply.empty(204) : problem(400, "invalid");
    }

    private Reply subscription(String token) {
        return play.subscription(token)
                .map(found -> Reply.json(200, Map.of("subscriptionState", "SUBSCRIPTION_STATE_" + found.state())))
                .orElse(problem(404, "purchaseTokenNotFound"));
    }

    private Reply cancel(String token) {
        Optional<StandInSubscription> found = play.subscription(token);
        if (found.isEmpty()) {
            return problem(404, "purchaseTokenNotFound");
        }
        if (!found.get().state().equals("ACTIVE")) {
            return problem(400, "invalid");
        }
        play.add(new StandInSubscription(token, "CANCELED"));
        return Reply.json(200, Map.of());
    }

    private Reply faults(Request request) throws IOException {
        try {
            play.faults().set(request.json(new TypeReference<List<Fault<Operation, Effect>>>() {}));
            return Reply.empty(204);
        } catch (JsonProcessingException notFaults) {
            return Reply.json(400, Map.of("message", notFaults.getOriginalMessage()));
        }
    }

    private static Reply problem(int status, String reason) {
        return Reply.json(
                status,
                Map.of(
                        "error",
                        Map.of(
                                "code",
                                status,
                                "message",
                                "The request was refused.",
                                "errors",
                                List.of(Map.of("domain", "androidpublisher", "reason", reason)))));
    }
}
