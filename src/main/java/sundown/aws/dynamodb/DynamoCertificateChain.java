package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.gallery.ObjectKey;
import sundown.purge.CertificateChain;
import sundown.purge.CertificateChain.Link;
import sundown.purge.ManifestHash;

/**
 * The end of the chain of certificates in the groups table: its row {@code certificates}. A number is the row's
 * version.
 */
@Singleton
public final class DynamoCertificateChain implements CertificateChain {
    private static final String KEY = "certificates";

    private final VersionedRows rows;

    public DynamoCertificateChain(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Link> last() {
        return rows.findGroup(KEY, "certificate", DynamoCertificateChain::link);
    }

    private static Link link(Row row) {
        return new Link(
                row.number("version"),
                new ObjectKey(row.text("key")),
                new ManifestHash(row.text("sha256")),
                row.text("document"));
    }

    @Override
    public boolean append(Link next) {
        RowWriter row = new RowWriter()
                .text("group", KEY)
                .text("key", next.key().value())
                .text("sha256", next.sha256().hex())
                .text("document", next.document());
        return rows.replace(next.number() - 1, row);
    }
}
