"""The ASGI application: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`."""

import streamlit as st
from starlette.middleware import Middleware

from pages.headers import SecurityHeaders
from pages.routes import ROUTES
from pages.shared.holding import lifespan

app = st.App(
    "pages/frame.py",
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders)],
    lifespan=lifespan,
)
