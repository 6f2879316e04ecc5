package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.purge.CertificateChain;
import sundown.purge.CertificateChain.Link;

/**
 * The end of the chain of certificates in the groups table: its row {@code certificates}. A number is the row's
 * version.
 */
@Singleton
@RegisterForReflection(targets = {Link.class, ObjectKey.class, Sha256.class})
public final class DynamoCertificateChain implements CertificateChain {
    private static final String KEY = "certificates";
    private static final RowMapper<Link> LINKS = RowMapper.of(Link.class, Map.of("Link.number", "version"));

    private final VersionedRows rows;

    public DynamoCertificateChain(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Link> last() {
        return rows.find(Table.key("group", KEY)).map(LINKS::read);
    }

    @Override
    public boolean append(Link next) {
        return rows.replace(next.number() - 1, LINKS.write(next).text("group", KEY));
    }
}
