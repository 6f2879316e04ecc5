package sundown.local.google;

/** An error of OAuth 2, in the words that Google uses (RFC 6749 section 5.2). */
public final class OauthProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int httpStatus;
    private final String error;

    private OauthProblem(int httpStatus, String error, String description) {
        super(description);
        this.httpStatus = httpStatus;
        this.error = error;
    }

    static OauthProblem invalidRequest(String description) {
        return new OauthProblem(400, "invalid_request", description);
    }

    static OauthProblem missing(String parameter) {
        return invalidRequest("Missing required parameter: " + parameter);
    }

    static OauthProblem invalidClient(String description) {
        return new OauthProblem(401, "invalid_client", description);
    }

    static OauthProblem invalidGrant(String description) {
        return new OauthProblem(400, "invalid_grant", description);
    }

    static OauthProblem redirectMismatch() {
        return new OauthProblem(400, "redirect_uri_mismatch", "Bad Request");
    }

    static OauthProblem unsupportedGrantType(String grantType) {
        return new OauthProblem(400, "unsupported_grant_type", "Invalid grant_type: " + grantType);
    }

    static OauthProblem invalidToken() {
        return new OauthProblem(400, "invalid_token", "Token expired or revoked");
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String error() {
        return error;
    }
}
