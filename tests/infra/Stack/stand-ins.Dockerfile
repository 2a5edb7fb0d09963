# See base-images.sh. Users, folders and entry points are those of the images in whose place these stand.
FROM stand-in/debian AS debian
RUN ln -s /bin/busybox /usr/local/bin/wget

FROM debian AS redis
RUN mkdir /data && chown redis:redis /data
VOLUME /data

FROM debian AS redis-exporter
COPY tools/usr/bin/prometheus-redis-exporter /redis_exporter
USER 59000
ENTRYPOINT ["/redis_exporter"]

FROM debian AS node-exporter
COPY tools/usr/bin/prometheus-node-exporter /bin/node_exporter
USER nobody
ENTRYPOINT ["/bin/node_exporter"]

FROM debian AS prometheus
COPY tools/usr/bin/prometheus /bin/prometheus
RUN mkdir /prometheus && chown nobody:nogroup /prometheus
VOLUME /prometheus
WORKDIR /prometheus
USER nobody
ENTRYPOINT ["/bin/prometheus"]

# Not Grafana: a web server that says it is healthy.
FROM debian AS grafana
RUN mkdir -p /www/api && echo '{"database":"ok"}' >/www/api/health
USER 472
ENTRYPOINT ["busybox", "httpd", "-f", "-p", "3001", "-h", "/www"]

# Caddy; and in Traefik's place, too: with HAProxy behind it, real proxies that together do what it does. The test brings their configuration.
FROM debian AS caddy

FROM debian AS sdk
COPY dotnet /usr/share/dotnet
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NUGET_CERT_REVOCATION_MODE=offline SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet

# As the chiseled one: what .NET is linked against, and no shell.
FROM debian AS aspnet-files
RUN mkdir -p /files/tmp /files/etc /files/lib64 && chmod 1777 /files/tmp && cp -a /etc/passwd /etc/group /etc/ssl /etc/nsswitch.conf /files/etc/ \
 && echo 'app:x:1654:1654::/home/app:/bin/false' >>/files/etc/passwd && cp -L /lib64/ld-linux-x86-64.so.2 /files/lib64/ \
 && for library in libc libm libdl libpthread librt libgcc_s libstdc++ libz libssl libcrypto libresolv libnss_dns libnss_files; do \
      for file in $(find /usr/lib/x86_64-linux-gnu /lib/x86_64-linux-gnu -maxdepth 1 -name "$library.so*"); do cp -a --parents "$file" /files; done; done
FROM scratch AS aspnet
COPY --from=aspnet-files /files /
COPY dotnet/dotnet /usr/share/dotnet/dotnet
COPY dotnet/host /usr/share/dotnet/host
COPY dotnet/shared /usr/share/dotnet/shared
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true PATH=/usr/share/dotnet:/usr/bin
