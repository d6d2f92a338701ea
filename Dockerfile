# Two stages: the first installs the lean lock, the second runs it as a user without rights.
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/gemello
COPY requirements.lock .
RUN /opt/gemello/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY service ./service
COPY models/catalogue.toml ./models/
RUN /opt/gemello/bin/pip install --no-cache-dir --no-deps . \
    && /opt/gemello/bin/pip uninstall --yes --quiet pip

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Gemello" \
      org.opencontainers.image.licenses="GPL-3.0-or-later"
RUN useradd --system --uid 10001 --home-dir /nonexistent gemello \
    && install -d -o gemello -g gemello -m 0700 /data
COPY --from=build /opt/gemello /opt/gemello
# The starter packages are baked in; mount a directory on /packages to use others.
COPY models/starter /opt/starter
RUN GEMELLO_PACKAGES_DIR=/packages GEMELLO_DATA_DIR=/tmp/build \
    /opt/gemello/bin/gemello models import /opt/starter/*.argosmodel \
    && rm -rf /tmp/build
ENV PATH=/opt/gemello/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    GEMELLO_DATA_DIR=/data \
    GEMELLO_PACKAGES_DIR=/packages \
    GEMELLO_HOST=0.0.0.0 \
    GEMELLO_LOG_FORMAT=json
USER gemello
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
CMD ["gemello", "serve"]
