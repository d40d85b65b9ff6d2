# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json prisma.config.ts ./
COPY prisma prisma
COPY bin bin
COPY src src
RUN npm run build && rm -rf dist/sandbox* dist/demo* dist/dev*
# `--omit=dev` would keep the prisma CLI, an optional peer of its client, and `--omit=optional` would
# lose argon2's binary. Struck from the list, the tools and the embedded Postgres are simply left over.
RUN npm pkg delete devDependencies optionalDependencies && npm prune

FROM node:24-trixie-slim
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="backupgram-admin" \
      org.opencontainers.image.description="Admin panel for PostgreSQL backup servers" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
RUN rm -rf /usr/local/lib/node_modules /usr/local/include /opt/yarn-* \
      /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY prisma/migrations prisma/migrations
COPY views views
COPY public public
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000
USER 10001:10001
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s \
  CMD ["node", "dist/cli.js", "healthcheck"]
ENTRYPOINT ["node"]
CMD ["dist/main.js"]
