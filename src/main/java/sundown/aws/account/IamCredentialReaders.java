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
 */
@Singleton
public final class IamCredentialReaders implements CredentialReaders {
    private static final Pattern DECISION = Pattern.compile("<EvalDecision>(\\w+)</EvalDecision>");

    private final SignedCalls calls;
    private final Provider<String> readers;

    /** @param readers the ARN of each secret, and of the roles that need it; a semicolon between secrets */
    public IamCredentialReaders(SignedCalls calls, @ConfigProperty(name = "SECRET_READERS") Provider<String> readers) {
        this.calls = calls;
        this.readers = readers;
    }

    @Override
    public List<String> denied() {
        return Stream.of(readers.get().split(";", -1)).flatMap(this::denied).toList();
    }

    private Stream<String> denied(String line) {
        List<String> arns = List.of(line.strip().split(" +", -1));
        String secret = arns.getFirst();
        return arns.stream()
                .skip(1)
                .filter(role ->
                        !isAllowed(calls.simulatePrincipalPolicy(role, "secretsmanager:GetSecretValue", secret)))
                .map(role -> name(role) + " the secret " + name(secret));
    }

    private static String name(String arn) {
        return arn.replaceFirst("^(?:[^:]*:){5,6}(?:role/)?", "");
    }

    static boolean isAllowed(String answer) {
        return DECISION.matcher(answer)
                .results()
                .map(decision -> decision.group(1).equals("allowed"))
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("IAM answered without a decision"));
    }
}
