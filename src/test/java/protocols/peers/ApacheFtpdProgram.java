package protocols.peers;

import java.io.File;
import java.util.List;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** The process of {@link ApacheFtpd}: takes host, port, home and safety. */
final class ApacheFtpdProgram {

    private ApacheFtpdProgram() {}

    public static void main(String[] words) throws FtpException {
        FtpServer.Safety safety = FtpServer.Safety.valueOf(words[3]);
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setActiveLocalAddress(words[0]);
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress(words[0]);
        listener.setPort(Integer.parseInt(words[1]));
        if (safety != FtpServer.Safety.CLEAR) {
            listener.setSslConfiguration(tls());
            listener.setImplicitSsl(safety == FtpServer.Safety.IMPLICIT);
        }
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setMaxLogins(0);
        connections.setLoginFailureDelay(0);
        FtpServerFactory server = new FtpServerFactory();
        server.setConnectionConfig(connections.createConnectionConfig());
        server.setUserManager(users(words[2]));
        server.addListener("default", listener.createListener());
        server.createServer().start();
    }

    private static SslConfiguration tls() {
        SslConfigurationFactory tls = new SslConfigurationFactory();
        tls.setKeystoreFile(new File(TestCa.Identity.STORE));
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword(FtpServer.PASSWORD);
        tls.setSslProtocol("TLSv1.3", "TLSv1.2");
        return tls.createSslConfiguration();
    }

    private static UserManager users(String home) throws FtpException {
        PropertiesUserManagerFactory factory = new PropertiesUserManagerFactory();
        factory.setPasswordEncryptor(new ClearTextPasswordEncryptor());
        UserManager users = factory.createUserManager();
        BaseUser user = new BaseUser();
        user.setName(FtpServer.USER);
        user.setPassword(FtpServer.PASSWORD);
        user.setHomeDirectory(home);
        user.setAuthorities(List.of(new WritePermission()));
        users.save(user);
        return users;
    }
}
