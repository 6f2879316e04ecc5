package sundown.aws.s3;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Leaves the JDK's reader of XML catalogs out of the native executable, and with it a second XML parser and schemas, of
 * which nothing is used: catalogs tell where external entities are, and the SDK follows none in an answer.
 */
@TargetClass(className = "javax.xml.catalog.CatalogImpl")
final class NoCatalogs {
    /** Finds a catalog empty. */
    @Substitute
    void parse(String systemId) {}
}
