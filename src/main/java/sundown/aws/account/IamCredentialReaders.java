package sundown.aws.account;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.failure.PermanentFailure;
import sundown.readiness.CredentialReaders;

/**
 * Asks IAM's simulator, which knows the policies of a role, its boundary, and those of the organization, and neither
 * the policy of a secret nor that of a key.
 *
 * @param secrets what the name of a secret follows in its ARN
 * @param roles what the name of a role follows in its ARN
 * @param readers the name of each secret, and of the roles that need it; a semicolon between secrets
 */
@Singleton
public record IamCredentialReaders(
        SignedCalls calls,
        @ConfigProperty(name = "SECRETS_ARN") String secrets,
        @ConfigProperty(name = "ROLES_ARN") String roles,
        @ConfigProperty(name = "SECRET_READERS") Provider<String> readers)
        implements CredentialReaders {
    private static final Pattern DECISION = Pattern.compile("<EvalDecision>(\\w+)</EvalDecision>");

    /** Secrets Manager ends an ARN with a hyphen and six characters of its own. */
    private static final String END = "-000000";

    @Override
    public List<String> denied() {
        return Stream.of(readers.get().split(";", -1)).flatMap(this::denied).toList();
    }

    private Stream<String> denied(String line) {
        List<String> names = List.of(line.strip().split(" +", -1));
        String secret = names.getFirst();
        return names.stream()
                .skip(1)
                .filter(role -> !mayRead(role, secret))
                .map(role -> role + " the secret " + secret);
    }

    private boolean mayRead(String role, String secret) {
        return isAllowed(calls.simulatePrincipalPolicy(
                roles + "/" + role, "secretsmanager:GetSecretValue", secrets + ":" + secret + END));
    }

    static boolean isAllowed(String answer) {
        return DECISION.matcher(answer)
                .results()
                .map(decision -> decision.group(1).equals("allowed"))
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("IAM answered without a decision"));
    }
}
