package portaldesk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * HAPI FHIR over TLS on the loopback address: R4, a bearer token, every write validated.
 *
 * <p>Arguments: PKCS#12 file, the bearer token, which is its password too, file for the port.
 */
public final class Hapi extends RestfulServer {
  private final transient ApplicationContext beans;
  private final String authorization;

  private Hapi(ApplicationContext beans, String token) {
    super(beans.getBean(FhirContext.class));
    this.beans = beans;
    this.authorization = "Bearer " + token;
  }

  public static void main(String[] args) throws Exception {
    var beans = new AnnotationConfigApplicationContext(Database.class);
    var server = new Server();
    var connector = secured(server, args[0], args[1]);
    server.addConnector(connector);
    var context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new Hapi(beans, args[1])), "/fhir/*");
    server.setHandler(context);
    server.start();
    Path written = Path.of(args[2] + ".part");
    Files.writeString(written, Integer.toString(connector.getLocalPort()));
    Files.move(written, Path.of(args[2]));
    server.join();
  }

  private static ServerConnector secured(Server server, String store, String password) {
    var tls = new SslContextFactory.Server();
    tls.setKeyStorePath(store);
    tls.setKeyStorePassword(password);
    var http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    var connector = new ServerConnector(server, tls, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    return connector;
  }

  @Override
  protected void initialize() {
    setDefaultResponseEncoding(EncodingEnum.JSON);
    registerProviders(beans.getBean(ResourceProviderFactory.class).createProviders());
    registerProvider(beans.getBean(JpaSystemProvider.class));
    setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
    setServerConformanceProvider(
        new JpaCapabilityStatementProvider(
            this,
            beans.getBean(IFhirSystemDao.class),
            beans.getBean(JpaStorageSettings.class),
            beans.getBean(ISearchParamRegistry.class),
            beans.getBean(IValidationSupport.class)));
    var validating = new RequestValidatingInterceptor();
    validating.setFailOnSeverity(ResultSeverityEnum.ERROR);
    validating.setAddResponseHeaderOnSeverity(null);
    validating.addValidatorModule(beans.getBean(FhirInstanceValidator.class));
    registerInterceptor(validating);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
    boolean open = "GET".equals(request.getMethod()) && "/metadata".equals(request.getPathInfo());
    if (!open && !authorization.equals(request.getHeader("Authorization"))) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("WWW-Authenticate", "Bearer");
      return;
    }
    super.service(request, response);
  }
}
