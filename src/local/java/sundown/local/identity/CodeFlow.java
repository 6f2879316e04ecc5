package sundown.local.identity;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sundown.local.google.AuthorizationRequest.CodeChallenge;
import sundown.local.google.OpaqueIds;
import sundown.local.http.Request;

/**
 * The authorization code flow of OpenID Connect for pages, which have no secret: PKCE with S256 is required (RFC 7636).
 * A code lives a minute and works once. A refresh token works until the end of this process.
 */
final class CodeFlow {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final String clientId;
    private final Predicate<String> pages;
    private final Clock clock;
    private final OpaqueIds ids = new OpaqueIds();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, SignIn> signIns = new HashMap<>();

    /** @param pages true for the origins of pages that a code may be sent to */
    CodeFlow(Tokens tokens, String clientId, Predicate<String> pages, Clock clock) {
        this.tokens = tokens;
        this.clientId = clientId;
        this.pages = pages;
        this.clock = clock;
    }

    /** What a refresh token stands for. */
    private record SignIn(String user, Instant at) {}

    private record Code(
            String user, String redirectUri, CodeChallenge challenge, Optional<String> nonce, Instant expires) {}

    /** A refusal, in the words of RFC 6749. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final String error;

        Refused(String error, String description) {
            super(description);
            this.error = error;
        }

        String error() {
            return error;
        }
    }

    /** Checks what a page asks for, before a person sees it. */
    void check(Map<String, String> asked) throws Refused {
        require(asked, "response_type", "code"::equals);
        require(asked, "client_id", clientId::equals);
        require(asked, "redirect_uri", this::mayReceiveCodes);
        require(asked, "code_challenge_method", "S256"::equals);
        require(asked, "code_challenge", value -> !value.isEmpty());
    }

    /** Signs a user in; the answer is where their browser goes with the code. */
    synchronized String agree(Map<String, String> asked, String user) throws Refused {
        check(asked);
        String code = ids.token("");
        CodeChallenge challenge = new CodeChallenge(asked.get("code_challenge"));
        String redirectUri = asked.get("redirect_uri");
        Instant expires = clock.instant().plus(CODE_LIFETIME);
        codes.put(code, new Code(user, redirectUri, challenge, Optional.ofNullable(asked.get("nonce")), expires));
        Map<String, String> answer = new LinkedHashMap<>(Map.of("code", code));
        Optional.ofNullable(asked.get("state")).ifPresent(state -> answer.put("state", state));
        return redirectUri + "?" + Request.encoded(answer);
    }

    /** Exchanges a code or a refresh token. */
    synchronized Map<String, Object> exchange(Map<String, String> form) throws Refused {
        require(form, "client_id", clientId::equals);
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchangeCode(form);
            case "refresh_token" -> refresh(form.getOrDefault("refresh_token", ""));
            case String other -> throw new Refused("unsupported_grant_type", "The grant type is not known: " + other);
        };
    }

    private Map<String, Object> exchangeCode(Map<String, String> form) throws Refused {
        Code code = codes.remove(form.getOrDefault("code", ""));
        boolean proven = code != null
                && clock.instant().isBefore(code.expires())
                && code.redirectUri().equals(form.get("redirect_uri"))
                && code.challenge().isMetBy(form.getOrDefault("code_verifier", ""));
        if (!proven) {
            throw new Refused("invalid_grant", "The code is used, too old, or not this page's.");
        }
        String refreshToken = ids.token("");
        SignIn signIn = new SignIn(code.user(), clock.instant());
        signIns.put(refreshToken, signIn);
        return issued(signIn, code.nonce(), refreshToken);
    }

    private Map<String, Object> refresh(String refreshToken) throws Refused {
        SignIn signIn = signIns.get(refreshToken);
        if (signIn == null) {
            throw new Refused("invalid_grant", "The refresh token is not known.");
        }
        return issued(signIn, Optional.empty(), refreshToken);
    }

    private Map<String, Object> issued(SignIn signIn, Optional<String> nonce, String refreshToken) {
        Map<String, Object> issued = new LinkedHashMap<>(tokens.issue(signIn.user(), signIn.at(), nonce));
        issued.put("refresh_token", refreshToken);
        return issued;
    }

    /** True where a page that is known may get codes, and may send people after they signed out. */
    boolean mayReceiveCodes(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getQuery() == null && pages.test(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static void require(Map<String, String> parameters, String name, Predicate<String> valid) throws Refused {
        if (!valid.test(parameters.getOrDefault(name, ""))) {
            throw new Refused("invalid_request", "The parameter " + name + " is missing or not allowed.");
        }
    }
}
